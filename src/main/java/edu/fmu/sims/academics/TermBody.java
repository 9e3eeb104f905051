package edu.fmu.sims.academics;

import edu.fmu.sims.web.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What may be written of a term. */
public record TermBody(
    @NotNull @NotBlank @Size(max = 32) String name,
    @Pattern(regexp = "open|closed", message = "Must be one of open, closed.") String status,
    @Nullable LocalDate startDate,
    @Nullable LocalDate endDate) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public TermBody(
      @Nullable String name,
      @Nullable String status,
      @Nullable LocalDate startDate,
      @Nullable LocalDate endDate) {
    this.name = name;
    this.status = status == null || status.isEmpty() ? "open" : status;
    this.startDate = startDate;
    this.endDate = endDate;
  }

  /**
   * The body, when its dates are in order.
   *
   * @throws Problem 400 on {@code end_date}
   */
  TermBody checked() {
    if (startDate != null && endDate != null && endDate.isBefore(startDate)) {
      throw Problem.field("end_date", "The end date may not be before the start date.");
    }
    return this;
  }
}
