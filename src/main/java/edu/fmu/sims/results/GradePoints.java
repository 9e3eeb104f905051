package edu.fmu.sims.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grade points weighted by credit hours. A course counts when its grade is in the scheme; one
 * without points, such as an incomplete, neither helps nor harms.
 *
 * @param total the sum of points × credits, exact
 * @param credits the credit hours that count
 */
record GradePoints(BigDecimal total, int credits) {
  private static final int DECIMALS = 2;

  static GradePoints of(List<CourseRecord> courses) {
    BigDecimal total = BigDecimal.ZERO;
    int credits = 0;
    for (CourseRecord course : courses) {
      BigDecimal points = course.gradePoints();
      if (points != null) {
        total = total.add(points.multiply(BigDecimal.valueOf(course.credits())));
        credits += course.credits();
      }
    }
    return new GradePoints(total, credits);
  }

  /** The average, half-up to 2 decimals; null when no credit hour counts. */
  @Nullable BigDecimal average() {
    return credits == 0
        ? null
        : total.divide(BigDecimal.valueOf(credits), DECIMALS, RoundingMode.HALF_UP);
  }
}
