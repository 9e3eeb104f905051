package edu.fmu.sims.assessments;

import edu.fmu.sims.web.RowList;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Cells of a gradebook to be written; the rows stand under {@code scores}. */
@RowList(field = "scores", of = ScoreBulkBody.Row.class)
public record ScoreBulkBody() {
  /**
   * One cell.
   *
   * @param score null empties the cell; 0 is a score
   * @param version the one that the writer saw; null when the cell was empty
   * @param maxScore when absent, that of the cell; of an empty cell, the assessment's usual one
   */
  public record Row(
      @NotNull Long assessment,
      @NotNull Long student,
      @Nullable @DecimalMin("0") @Digits(integer = 5, fraction = 2) BigDecimal score,
      @Nullable @Min(0) Integer version,
      @Nullable @DecimalMin(value = "0", inclusive = false) @Digits(integer = 5, fraction = 2)
          BigDecimal maxScore) {

    @SuppressWarnings("NullAway") // required fields stay null until validation names them
    public Row(
        @Nullable Long assessment,
        @Nullable Long student,
        @Nullable BigDecimal score,
        @Nullable Integer version,
        @Nullable BigDecimal maxScore) {
      this.assessment = assessment;
      this.student = student;
      this.score = score;
      this.version = version;
      this.maxScore = maxScore;
    }
  }
}
