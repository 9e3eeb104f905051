package edu.fmu.sims.assessments;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of an assessment.
 *
 * @param weight its share of the final percentage, in points of 100
 */
public record AssessmentBody(
    @NotNull Long section,
    @NotNull @NotBlank @Size(max = 64) String type,
    @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal weight) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public AssessmentBody(
      @Nullable Long section, @Nullable String type, @Nullable BigDecimal weight) {
    this.section = section;
    this.type = type;
    this.weight = weight == null ? BigDecimal.TEN : weight;
  }
}
