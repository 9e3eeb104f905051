package edu.fmu.sims.transfers;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a transfer credit.
 *
 * @param student the student's id
 * @param course the id of the course here for which it stands
 * @param institution where it was earned
 * @param grade what was earned there, for the file; it counts in no average
 * @param credits credit hours granted
 */
public record TransferCreditBody(
    @NotNull Long student,
    @NotNull Long course,
    @NotNull @NotBlank @Size(max = 128) String institution,
    @Size(max = 8) String grade,
    @NotNull @Min(1) @Max(100) Integer credits) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public TransferCreditBody(
      @Nullable Long student,
      @Nullable Long course,
      @Nullable String institution,
      @Nullable String grade,
      @Nullable Integer credits) {
    this.student = student;
    this.course = course;
    this.institution = institution == null ? null : institution.strip();
    this.grade = grade == null ? "" : grade.strip();
    this.credits = credits;
  }
}
