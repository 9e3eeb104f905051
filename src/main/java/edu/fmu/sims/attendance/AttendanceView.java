package edu.fmu.sims.attendance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * An attendance record as clients read one.
 *
 * @param present true for {@code Present} and {@code Late}
 */
public record AttendanceView(
    long id,
    long section,
    long student,
    StudentDetail studentDetail,
    LocalDate date,
    boolean present,
    AttendanceStatus status,
    String reason,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "a.id, a.section_id, a.student_id, a.date, a.present, a.status, a.reason, a.version,"
          + " st.reg_no, st.name, p.name as program, st.status as student_status";

  /**
   * The student of the record.
   *
   * @param program the program's name
   */
  public record StudentDetail(long id, String regNo, String name, String program, String status) {}

  static AttendanceView of(ResultSet row) throws SQLException {
    long student = row.getLong("student_id");
    return new AttendanceView(
        row.getLong("id"),
        row.getLong("section_id"),
        student,
        new StudentDetail(
            student,
            row.getString("reg_no"),
            row.getString("name"),
            row.getString("program"),
            row.getString("student_status")),
        Rows.date(row, "date"),
        row.getBoolean("present"),
        AttendanceStatus.of(row.getString("status")),
        row.getString("reason"),
        row.getInt("version"));
  }

  AttendanceBody body() {
    return new AttendanceBody(section, student, date, present, status, reason);
  }
}
