package edu.fmu.sims.auth;

import edu.fmu.sims.access.Role;
import edu.fmu.sims.web.Choices;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A user as sign-in answers show one.
 *
 * @param fullName falls back to the username
 */
public record UserView(
    long id,
    String username,
    String email,
    String fullName,
    @Choices({"Admin", "Registrar", "ExamCell", "Faculty", "Student", "User"}) String role,
    boolean isActive) {

  static final String COLUMNS =
      "u.id, u.username, u.email, u.first_name, u.last_name, u.role, u.is_active";

  static UserView of(ResultSet row) throws SQLException {
    String username = row.getString("username");
    String name = (row.getString("first_name") + " " + row.getString("last_name")).strip();
    return new UserView(
        row.getLong("id"),
        username,
        row.getString("email"),
        name.isEmpty() ? username : name,
        Role.of(row.getString("role")).label(),
        row.getBoolean("is_active"));
  }
}
