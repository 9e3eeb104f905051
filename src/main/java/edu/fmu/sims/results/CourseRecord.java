package edu.fmu.sims.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.fmu.sims.web.Choices;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One published or frozen result, or a transfer credit.
 *
 * @param credits the course's credit hours
 * @param gradePoints points of the grade in the scheme that applied; null when it enters no average
 * @param state {@code published} or {@code frozen}; {@code transfer} for a transfer credit
 * @param explanation how it counts; only when asked for
 */
public record CourseRecord(
    String code,
    String title,
    int credits,
    String grade,
    @Nullable BigDecimal gradePoints,
    @Choices({"published", "frozen", "transfer"}) String state,
    @JsonInclude(JsonInclude.Include.NON_NULL) Explanation.@Nullable Course explanation) {

  CourseRecord(
      String code,
      String title,
      int credits,
      String grade,
      @Nullable BigDecimal gradePoints,
      String state) {
    this(code, title, credits, grade, gradePoints, state, null);
  }
}
