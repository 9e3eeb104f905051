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
 * @param formerGrade what the result said until the request was decided; what it says, while
 *     pending
 */
public record ChangeView(
    long id,
    long result,
    ResultDetail resultDetail,
    String requestedBy,
    String approvedBy,
    @Choices({"pending", "approved", "rejected"}) String status,
    String formerGrade,
    String newGrade,
    String reason,
    Instant requestedAt,
    @Nullable Instant resolvedAt,
    @JsonIgnore long student,
    @JsonIgnore int version)
    implements Personal, Versioned {

  /**
   * An approved grade stands in the history with its request, and the former one just before it.
   */
  private static final String FORMER =
      "coalesce((select h.final_grade from result_history h where h.result_id = ch.result_id and case"
          + " when ch.status = 'approved' then h.id < (select a.id from result_history a"
          + " where a.result_id = ch.result_id and a.change_id = ch.id)"
          + " else h.at <= ch.resolved_at end"
          + " order by h.id desc limit 1), r.final_grade) as former_grade";

  static final String COLUMNS =
      "ch.id, ch.result_id, ch.requested_by, ch.approved_by, ch.status, ch.new_grade, ch.reason,"
          + " ch.requested_at, ch.resolved_at, r.student_id, ch.version,"
          + " r.final_grade, r.state, "
          + FORMER
          + ", "
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
        row.getString("former_grade"),
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
