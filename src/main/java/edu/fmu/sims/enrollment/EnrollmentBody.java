package edu.fmu.sims.enrollment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of an enrollment.
 *
 * @param term the term's name; when given it must be the section's
 */
public record EnrollmentBody(
    @NotNull Long student,
    @NotNull Long section,
    @Nullable String term,
    @Size(max = 32) String status) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public EnrollmentBody(
      @Nullable Long student,
      @Nullable Long section,
      @Nullable String term,
      @Nullable String status) {
    this.student = student;
    this.section = section;
    this.term = term == null || term.isEmpty() ? null : term;
    this.status = status == null || status.isEmpty() ? Enrollment.ENROLLED : status;
  }
}
