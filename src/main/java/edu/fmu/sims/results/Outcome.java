package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeRules.Mark;
import edu.fmu.sims.assessments.GradeScheme.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
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
 * @param reason why it counts or not, in a sentence
 */
record Outcome(
    Attempt attempt,
    String meaning,
    String countedAs,
    @Nullable Row row,
    @Nullable BigDecimal points,
    boolean attempted,
    boolean earned,
    String reason) {
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
      return graded(attempt, kept.rules(), row.get(), "");
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
          "Incomplete, counted as " + becomes.grade() + " since " + overdue + ". ");
    }
    return marked(attempt, mark.meaning());
  }

  private static @Nullable LocalDate overdue(Attempt attempt, Mark mark) {
    Integer days = mark.afterDays();
    LocalDate due = attempt.due();
    return mark.becomes() == null || days == null || due == null ? null : due.plusDays(days);
  }

  private static Outcome graded(Attempt attempt, GradeRules rules, Row row, String before) {
    boolean counts = !rules.notInGpa().contains(row.grade());
    boolean passed = row.points().signum() > 0;
    boolean earned = passed && !rules.noCredit().contains(row.grade());
    String credit =
        earned
            ? "; its credit hours are earned."
            : passed ? "; by the scheme it earns no credit hours." : "; it earns no credit hours.";
    return new Outcome(
        attempt,
        GRADED,
        row.grade(),
        row,
        counts ? row.points() : null,
        true,
        earned,
        before
            + (counts
                ? "It counts in averages"
                : "By the scheme this grade is left out of averages")
            + credit);
  }

  private static Outcome marked(Attempt attempt, String meaning) {
    boolean pass = meaning.equals(Mark.PASS);
    String reason =
        switch (meaning) {
          case Mark.INCOMPLETE -> "Incomplete: it neither counts nor earns until it is graded.";
          case Mark.WITHDRAWN -> "Withdrawn: it neither counts nor earns.";
          case Mark.PASS ->
              "Passed without points: its credit hours are earned, averages untouched.";
          case Mark.NO_PASS -> "Not passed, without points: nothing earned, averages untouched.";
          case Mark.TRANSFER ->
              "Transferred: its credit hours are earned, averages are of courses taken here.";
          default -> "The scheme does not know this grade: it neither counts nor earns.";
        };
    return new Outcome(
        attempt,
        meaning,
        attempt.grade(),
        null,
        null,
        pass || meaning.equals(Mark.NO_PASS),
        pass || meaning.equals(Mark.TRANSFER),
        reason);
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
