package edu.fmu.sims.holds;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a hold.
 *
 * @param student the student's id
 * @param type what it is about: {@code dues}, {@code disciplinary} or {@code other}
 * @param reason shown to the student and to whoever is refused a document
 */
public record HoldBody(
    @NotNull Long student,
    @NotNull
        @Pattern(
            regexp = "dues|disciplinary|other",
            message = "Must be one of dues, disciplinary, other.")
        String type,
    @NotBlank @Size(max = 255) String reason) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public HoldBody(@Nullable Long student, @Nullable String type, @Nullable String reason) {
    this.student = student;
    this.type = type;
    this.reason = reason == null ? null : reason.strip();
  }
}
