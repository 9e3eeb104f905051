package edu.fmu.sims.auth;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators read one; nothing of its password.
 *
 * @param role null for none
 * @param student the id of the person's own student record
 */
public record AccountView(
    long id,
    String username,
    String email,
    String firstName,
    String lastName,
    @Choices({"Admin", "Registrar", "ExamCell", "Faculty", "Student"}) @Nullable String role,
    boolean isActive,
    @Nullable Long student,
    @Nullable Instant lastLogin,
    @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS =
      "u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active, u.student_id,"
          + " u.last_login, u.version";

  static AccountView of(ResultSet row) throws SQLException {
    return new AccountView(
        row.getLong("id"),
        row.getString("username"),
        row.getString("email"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("role"),
        row.getBoolean("is_active"),
        Rows.longOrNull(row, "student_id"),
        Rows.instantOrNull(row, "last_login"),
        row.getInt("version"));
  }

  /** Without a last sign-in that came after that: which one was the last before is not kept. */
  AccountView signedInBefore(Instant at) {
    return lastLogin == null || !lastLogin.isAfter(at)
        ? this
        : new AccountView(
            id, username, email, firstName, lastName, role, isActive, student, null, version);
  }

  AccountBody body() {
    return new AccountBody(username, email, firstName, lastName, role, isActive, student, null);
  }
}
