package edu.fmu.sims.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The courses of one term.
 *
 * @param term the term's name
 * @param gpa grade point average, as the scheme rounds it; null while nothing counts towards it
 * @param credits credit hours that count towards the average, failed courses included
 * @param creditsAttempted credit hours of the courses taken for credit
 * @param creditsEarned credit hours of the courses passed
 * @param explanation how the average came about; only when asked for
 */
public record TermRecord(
    String term,
    List<CourseRecord> courses,
    @Nullable BigDecimal gpa,
    int credits,
    int creditsAttempted,
    int creditsEarned,
    @JsonInclude(JsonInclude.Include.NON_NULL) Explanation.@Nullable Average explanation) {

  public TermRecord {
    courses = List.copyOf(courses);
  }
}
