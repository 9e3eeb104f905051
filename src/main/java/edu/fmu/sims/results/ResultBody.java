package edu.fmu.sims.results;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a draft.
 *
 * @param student the student's id
 * @param section the section's id
 * @param finalGrade may be empty while it is not known
 */
public record ResultBody(
    @NotNull Long student, @NotNull Long section, @Size(max = 8) String finalGrade) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public ResultBody(@Nullable Long student, @Nullable Long section, @Nullable String finalGrade) {
    this.student = student;
    this.section = section;
    this.finalGrade = finalGrade == null ? "" : finalGrade;
  }
}
