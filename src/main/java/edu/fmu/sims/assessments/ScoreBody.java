package edu.fmu.sims.assessments;

import edu.fmu.sims.web.Problem;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a score.
 *
 * @param score from 0 to the maximum
 */
public record ScoreBody(
    @NotNull Long assessment,
    @NotNull Long student,
    @NotNull @DecimalMin("0") @Digits(integer = 5, fraction = 2) BigDecimal score,
    @DecimalMin(value = "0", inclusive = false) @Digits(integer = 5, fraction = 2)
        BigDecimal maxScore) {
  /** What a score counts up to when nobody says otherwise. */
  static final BigDecimal DEFAULT_MAX = BigDecimal.valueOf(100);

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public ScoreBody(
      @Nullable Long assessment,
      @Nullable Long student,
      @Nullable BigDecimal score,
      @Nullable BigDecimal maxScore) {
    this.assessment = assessment;
    this.student = student;
    this.score = score;
    this.maxScore = maxScore == null ? DEFAULT_MAX : maxScore;
  }

  /**
   * This, when the score is within the maximum.
   *
   * @throws Problem 400 on {@code score}
   */
  ScoreBody checked() {
    if (score.compareTo(maxScore) > 0) {
      throw Problem.field("score", tooHigh(maxScore));
    }
    return this;
  }

  static String tooHigh(BigDecimal maxScore) {
    return "The score may not exceed the maximum of " + maxScore.toPlainString() + ".";
  }
}
