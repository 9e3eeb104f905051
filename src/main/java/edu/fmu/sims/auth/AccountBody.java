package edu.fmu.sims.auth;

import edu.fmu.sims.access.Role;
import edu.fmu.sims.web.Verbatim;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator may write of an account.
 *
 * @param username unique, whatever its case
 * @param email unique when set; may be empty
 * @param role empty for none; {@code User}, as who holds none is called, means the same
 * @param student the student record that is this person's own; null for none
 * @param password never read back; empty leaves the present one, or a new account without one
 */
public record AccountBody(
    @NotNull @NotBlank @Size(max = 150) String username,
    @Email @Size(max = 254) String email,
    @Size(max = 150) String firstName,
    @Size(max = 150) String lastName,
    @Pattern(
            regexp = "|Admin|Registrar|ExamCell|Faculty|Student",
            message =
                "Must be one of Admin, Registrar, ExamCell, Faculty, Student, or User for none.")
        String role,
    Boolean isActive,
    @Nullable Long student,
    @Verbatim String password) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public AccountBody(
      @Nullable String username,
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String role,
      @Nullable Boolean isActive,
      @Nullable Long student,
      @Nullable String password) {
    this.username = username;
    this.email = email == null ? "" : email;
    this.firstName = firstName == null ? "" : firstName;
    this.lastName = lastName == null ? "" : lastName;
    this.role = role == null || role.equals(Role.NONE.label()) ? "" : role;
    this.isActive = isActive == null || isActive;
    this.student = student;
    this.password = password == null ? "" : password;
  }

  /** What a password of this person may not be made of. */
  PasswordPolicy.Person person() {
    return new PasswordPolicy.Person(username, email, firstName, lastName);
  }
}
