package edu.fmu.sims.transfers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.students.StudentName;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer credit as clients read one.
 *
 * @param student the student's id
 * @param course the id of the course here for which it stands
 * @param active whether the record counts it: it is not withdrawn
 * @param recordedBy the username of who recorded it
 * @param withdrawnBy the username of who withdrew it; "" while active
 */
public record TransferCreditView(
    long id,
    long student,
    StudentName studentDetail,
    long course,
    String code,
    String title,
    String institution,
    String grade,
    int credits,
    boolean active,
    String recordedBy,
    Instant recordedAt,
    String withdrawnBy,
    @Nullable Instant withdrawnAt,
    String withdrawalReason,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "x.id, x.student_id, x.course_id, c.code, c.title, x.institution, x.grade, x.credits,"
          + " x.withdrawn_at is null as active, x.recorded_by, x.recorded_at, x.withdrawn_by,"
          + " x.withdrawn_at, x.withdrawal_reason, x.version, "
          + StudentName.COLUMNS;

  static TransferCreditView of(ResultSet row) throws SQLException {
    return new TransferCreditView(
        row.getLong("id"),
        row.getLong("student_id"),
        StudentName.of(row),
        row.getLong("course_id"),
        row.getString("code"),
        row.getString("title"),
        row.getString("institution"),
        row.getString("grade"),
        row.getInt("credits"),
        row.getBoolean("active"),
        row.getString("recorded_by"),
        Rows.instant(row, "recorded_at"),
        row.getString("withdrawn_by"),
        Rows.instantOrNull(row, "withdrawn_at"),
        row.getString("withdrawal_reason"),
        row.getInt("version"));
  }

  TransferCreditBody body() {
    return new TransferCreditBody(student, course, institution, grade, credits);
  }
}
