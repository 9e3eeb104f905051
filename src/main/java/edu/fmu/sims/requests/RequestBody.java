package edu.fmu.sims.requests;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a request.
 *
 * @param student the student's id; a Student may leave it out and means the own record
 */
public record RequestBody(
    @Nullable Long student,
    @NotNull
        @Pattern(
            regexp = "transcript|bonafide|noc|other",
            message = "Must be one of transcript, bonafide, noc, other.")
        String type,
    @Size(max = 4000) String notes) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public RequestBody(@Nullable Long student, @Nullable String type, @Nullable String notes) {
    this.student = student;
    this.type = type;
    this.notes = notes == null ? "" : notes;
  }
}
