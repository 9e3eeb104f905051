package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grade points weighted by credit hours. A course counts when its grade has points; one without,
 * such as an incomplete, neither helps nor harms.
 *
 * @param total the sum of points × credits, exact
 * @param credits the credit hours that count
 */
record GradePoints(BigDecimal total, int credits) {
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

  /** The average by the default rules; null when no credit hour counts. */
  @Nullable BigDecimal average() {
    return average(GradeRules.DEFAULT);
  }

  /** The average, rounded as the rules say; null when no credit hour counts. */
  @Nullable BigDecimal average(GradeRules rules) {
    return credits == 0
        ? null
        : total.divide(BigDecimal.valueOf(credits), rules.gpaPlaces(), rules.gpaMode());
  }
}
