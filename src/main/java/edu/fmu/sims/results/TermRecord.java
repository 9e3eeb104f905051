package edu.fmu.sims.results;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The courses of one term.
 *
 * @param term the term's name
 * @param gpa grade point average, 2 decimals; null while nothing counts towards it
 * @param credits credit hours that count towards the average
 */
public record TermRecord(
    String term, List<CourseRecord> courses, @Nullable BigDecimal gpa, int credits) {

  public TermRecord {
    courses = List.copyOf(courses);
  }

  static TermRecord of(String term, List<CourseRecord> courses) {
    GradePoints points = GradePoints.of(courses);
    return new TermRecord(term, courses, points.average(), points.credits());
  }
}
