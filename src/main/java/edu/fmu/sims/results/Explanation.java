package edu.fmu.sims.results;

import edu.fmu.sims.assessments.FinalGrade.Component;
import edu.fmu.sims.assessments.GradeRules.Standing;
import edu.fmu.sims.assessments.GradeScheme.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the figures of a record came about. */
public final class Explanation {
  private Explanation() {}

  /**
   * The scheme that applied, as it was when the result was published.
   *
   * @param id null for the built-in scheme
   */
  public record Scheme(@Nullable Long id, String name, int version, LocalDate effectiveFrom) {}

  /**
   * From scores to a percentage to a grade. Scores are those kept now, also for a past record.
   *
   * @param percentage half-up to 2 decimals
   * @param rounding what the scheme does to it before it is held against the rows
   * @param grade what the scores earn; another than the result's where that was set by hand
   * @param components null-score components count as 0
   */
  public record Scores(
      BigDecimal percentage, String rounding, String grade, List<Component> components) {
    public Scores {
      components = List.copyOf(components);
    }
  }

  /**
   * A course.
   *
   * @param scheme null for a transfer credit
   * @param outcome {@code graded}, {@code incomplete}, {@code withdrawn}, {@code pass}, {@code
   *     no_pass}, {@code transfer} or {@code unknown}
   * @param countedAs the grade that counts
   * @param row the row of the scheme that was matched; null for a grade outside the rows
   * @param scores null where the reader sees none
   * @param qualityPoints points × credits; null when the course counts in no average
   * @param countsInGpa whether the average of the term has it
   * @param countsInCgpa whether the average of the record has it
   * @param earnsCredits whether its credit hours are among the record's earned ones
   * @param reason all this in a sentence
   * @param reasons the parts of the sentence, for who words it in another language
   */
  public record Course(
      @Nullable Scheme scheme,
      String outcome,
      String countedAs,
      @Nullable Row row,
      @Nullable Scores scores,
      @Nullable BigDecimal qualityPoints,
      boolean countsInGpa,
      boolean countsInCgpa,
      boolean earnsCredits,
      String reason,
      List<Reason> reasons) {
    public Course {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A part of the sentence that says how a course counts.
   *
   * @param code which sentence it is, such as {@code counts_and_earns}
   * @param values what it names, such as a grade
   * @param text it in English
   */
  public record Reason(String code, Map<String, String> values, String text) {
    public Reason {
      values = Map.copyOf(values);
    }
  }

  /**
   * An average.
   *
   * @param qualityPoints Σ points × credits, exact
   * @param credits Σ credits of the courses that count
   * @param rounding how the quotient is rounded
   * @param calculation the division written out; "" when nothing counts
   * @param scheme whose rules make it: of the schemes that applied the one that took effect last;
   *     null when there is none
   */
  public record Average(
      BigDecimal qualityPoints,
      int credits,
      String rounding,
      String calculation,
      @Nullable Scheme scheme) {}

  /**
   * A whole record.
   *
   * @param average how the CGPA came about
   * @param repeats which attempts at a course count: {@code all}, {@code latest} or {@code best}
   * @param standingRule the rule that gave the standing; null without an average
   */
  public record Whole(Average average, String repeats, @Nullable Standing standingRule) {}
}
