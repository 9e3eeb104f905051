package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeRules.Mark;
import edu.fmu.sims.assessments.GradeScheme.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt at a course comes to by the scheme that it was published by.
 *
 * @param meaning {@code graded}, {@code unknown}, or that of a mark
 * @param countedAs the grade that counts: another than the printed one for an overdue incomplete
 * @param row the row of the scheme that holds it; null for a mark
 * @param points what enters averages; null when nothing does
 * @param attempted whether its credit hours were taken for credit here
 * @param earned whether its credit hours are earned
 * @param reasons why it counts or not
 */
record Outcome(
    Attempt attempt,
    String meaning,
    String countedAs,
    @Nullable Row row,
    @Nullable BigDecimal points,
    boolean attempted,
    boolean earned,
    List<Explanation.Reason> reasons) {
  static final String GRADED = "graded";
  static final String UNKNOWN = "unknown";

  /**
   * @param on the day on which the record stands: an incomplete may be overdue by then
   */
  static Outcome of(Attempt attempt, LocalDate on) {
    KeptScheme kept = attempt.kept();
    if (kept == null) {
      return marked(attempt, Mark.TRANSFER);
    }
    Optional<Row> row = kept.scheme().rowOf(attempt.grade());
    if (row.isPresent()) {
      return graded(attempt, kept.rules(), row.get(), List.of());
    }
    Mark mark = kept.rules().markOf(attempt.grade()).orElse(null);
    if (mark == null) {
      return marked(attempt, UNKNOWN);
    }
    LocalDate overdue = overdue(attempt, mark);
    if (overdue != null && !on.isBefore(overdue)) {
      Row becomes = kept.scheme().rowOf(String.valueOf(mark.becomes())).orElseThrow();
      return graded(
          attempt,
          kept.rules(),
          becomes,
          List.of(Why.OVERDUE.reason(Map.of("grade", becomes.grade(), "day", overdue.toString()))));
    }
    return marked(attempt, mark.meaning());
  }

  private static @Nullable LocalDate overdue(Attempt attempt, Mark mark) {
    Integer days = mark.afterDays();
    LocalDate due = attempt.due();
    return mark.becomes() == null || days == null || due == null ? null : due.plusDays(days);
  }

  private static Outcome graded(
      Attempt attempt, GradeRules rules, Row row, List<Explanation.Reason> before) {
    boolean counts = !rules.notInGpa().contains(row.grade());
    boolean passed = row.points().signum() > 0;
    boolean earned = passed && !rules.noCredit().contains(row.grade());
    Why why;
    if (counts) {
      why = earned ? Why.COUNTS_AND_EARNS : passed ? Why.COUNTS_WITHOUT_CREDIT : Why.COUNTS_FAILED;
    } else {
      why =
          earned
              ? Why.LEFT_OUT_AND_EARNS
              : passed ? Why.LEFT_OUT_WITHOUT_CREDIT : Why.LEFT_OUT_FAILED;
    }
    return new Outcome(
        attempt,
        GRADED,
        row.grade(),
        row,
        counts ? row.points() : null,
        true,
        earned,
        Stream.concat(before.stream(), Stream.of(why.reason())).toList());
  }

  private static Outcome marked(Attempt attempt, String meaning) {
    boolean pass = meaning.equals(Mark.PASS);
    Why why =
        switch (meaning) {
          case Mark.INCOMPLETE -> Why.INCOMPLETE;
          case Mark.WITHDRAWN -> Why.WITHDRAWN;
          case Mark.PASS -> Why.PASS;
          case Mark.NO_PASS -> Why.NO_PASS;
          case Mark.TRANSFER -> Why.TRANSFER;
          default -> Why.UNKNOWN;
        };
    return new Outcome(
        attempt,
        meaning,
        attempt.grade(),
        null,
        null,
        pass || meaning.equals(Mark.NO_PASS),
        pass || meaning.equals(Mark.TRANSFER),
        List.of(why.reason()));
  }

  /** Whether it can stand against another attempt at the course. */
  boolean isDecided() {
    return row != null || meaning.equals(Mark.PASS) || meaning.equals(Mark.NO_PASS);
  }

  /** Whether the course is passed: a grade with points, a pass, or a transfer. */
  boolean isPassed() {
    return row == null ? earned : row.points().signum() > 0;
  }

  /** Whether the course is failed: a grade without points, or a pass that was denied. */
  boolean isFailed() {
    return row == null ? meaning.equals(Mark.NO_PASS) : row.points().signum() == 0;
  }

  /** What an average sums up; null when it does not count. */
  @Nullable BigDecimal qualityPoints() {
    return points == null ? null : points.multiply(BigDecimal.valueOf(attempt.credits()));
  }

  CourseRecord course(Explanation.@Nullable Course explanation) {
    return new CourseRecord(
        attempt.code(),
        attempt.title(),
        attempt.credits(),
        attempt.grade(),
        points,
        attempt.state(),
        explanation);
  }
}
