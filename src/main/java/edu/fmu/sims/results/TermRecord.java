package edu.fmu.sims.results;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The courses of one term.
 *
 * @param term the term's name
 * @param gpa grade point average, 2 decimals; null while nothing counts towards it
 * @param credits credit hours that count towards the average, failed courses included
 * @param creditsAttempted credit hours of the courses taken for credit
 * @param creditsEarned credit hours of the courses passed
 */
public record TermRecord(
    String term,
    List<CourseRecord> courses,
    @Nullable BigDecimal gpa,
    int credits,
    int creditsAttempted,
    int creditsEarned) {

  public TermRecord {
    courses = List.copyOf(courses);
  }

  static TermRecord of(String term, List<CourseRecord> courses) {
    GradePoints points = GradePoints.of(courses);
    int earned =
        courses.stream()
            .filter(course -> course.gradePoints() != null && course.gradePoints().signum() > 0)
            .mapToInt(CourseRecord::credits)
            .sum();
    return new TermRecord(
        term, courses, points.average(), points.credits(), points.credits(), earned);
  }
}
