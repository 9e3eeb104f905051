package edu.fmu.sims.students;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a student.
 *
 * @param program the program's name
 * @param nameUr the name in Urdu script, for documents; may be empty
 * @param email where documents are sent when a request names no address; may be empty
 * @param intake the first day of the term in which the student was taken in; null if not known
 */
public record StudentBody(
    @NotNull @NotBlank @Size(max = 32) String regNo,
    @NotNull @NotBlank @Size(max = 255) String name,
    @NotNull @NotBlank String program,
    @NotNull @NotBlank @Size(max = 32) String status,
    @Size(max = 255) String nameUr,
    @Email @Size(max = 254) String email,
    @Nullable LocalDate intake) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public StudentBody(
      @Nullable String regNo,
      @Nullable String name,
      @Nullable String program,
      @Nullable String status,
      @Nullable String nameUr,
      @Nullable String email,
      @Nullable LocalDate intake) {
    this.regNo = regNo;
    this.name = name;
    this.program = program;
    this.status = status == null || status.isEmpty() ? "active" : status;
    this.nameUr = nameUr == null ? "" : nameUr;
    this.email = email == null ? "" : email;
    this.intake = intake;
  }
}
