package edu.fmu.sims.students;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A student as clients read one.
 *
 * @param program the program's name
 * @param intake the first day of the term in which the student was taken in; null if not known
 */
public record StudentView(
    long id,
    String regNo,
    String name,
    String program,
    String status,
    String nameUr,
    String email,
    @Nullable LocalDate intake,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "s.id, s.reg_no, s.name, p.name as program, s.status, s.name_ur, s.email, s.intake,"
          + " s.version";

  static StudentView of(ResultSet row) throws SQLException {
    return new StudentView(
        row.getLong("id"),
        row.getString("reg_no"),
        row.getString("name"),
        row.getString("program"),
        row.getString("status"),
        row.getString("name_ur"),
        row.getString("email"),
        Rows.dateOrNull(row, "intake"),
        row.getInt("version"));
  }

  @Override
  public long student() {
    return id;
  }

  StudentBody body() {
    return new StudentBody(regNo, name, program, status, nameUr, email, intake);
  }
}
