package edu.fmu.sims.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.students.StudentName;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change request as clients read one.
 *
 * @param result the result's id
 * @param resultDetail the result as it is now
 * @param requestedBy a username
 * @param approvedBy the username of who approved or rejected; "" while pending
 * @param status {@code pending}, {@code approved} or {@code rejected}
 */
public record ChangeView(
    long id,
    long result,
    ResultDetail resultDetail,
    String requestedBy,
    String approvedBy,
    @Choices({"pending", "approved", "rejected"}) String status,
    String newGrade,
    String reason,
    Instant requestedAt,
    @Nullable Instant resolvedAt,
    @JsonIgnore long student,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "ch.id, ch.result_id, ch.requested_by, ch.approved_by, ch.status, ch.new_grade, ch.reason,"
          + " ch.requested_at, ch.resolved_at, r.student_id, ch.version,"
          + " r.final_grade, r.state, "
          + StudentName.COLUMNS
          + ", "
          + SectionName.COLUMNS;

  /** Which result it concerns, in words. */
  public record ResultDetail(
      StudentName student, SectionName section, String finalGrade, String state) {}

  static ChangeView of(ResultSet row) throws SQLException {
    return new ChangeView(
        row.getLong("id"),
        row.getLong("result_id"),
        new ResultDetail(
            StudentName.of(row),
            SectionName.of(row),
            row.getString("final_grade"),
            row.getString("state")),
        row.getString("requested_by"),
        row.getString("approved_by"),
        row.getString("status"),
        row.getString("new_grade"),
        row.getString("reason"),
        Rows.instant(row, "requested_at"),
        Rows.instantOrNull(row, "resolved_at"),
        row.getLong("student_id"),
        row.getInt("version"));
  }

  /** What the requester wrote. */
  ChangeBody body() {
    return new ChangeBody(result, newGrade, reason);
  }
}
