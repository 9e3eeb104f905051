package edu.fmu.sims.requests;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * A request as clients read one.
 *
 * @param student the student's id
 * @param processedBy the username of who took the last step; "" while pending
 * @param document the id of the document that was issued for it; null for none
 */
public record RequestView(
    long id,
    long student,
    StudentName studentDetail,
    @Choices({"transcript", "bonafide", "noc", "other"}) String type,
    @Choices({"pending", "approved", "rejected", "completed"}) String status,
    String notes,
    Instant createdAt,
    Instant updatedAt,
    String processedBy,
    @Nullable Long document,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "q.id, q.student_id, q.type, q.status, q.notes, q.created_at, q.updated_at, q.processed_by,"
          + " q.document_id, q.version, "
          + StudentName.COLUMNS;

  static RequestView of(ResultSet row) throws SQLException {
    return new RequestView(
        row.getLong("id"),
        row.getLong("student_id"),
        StudentName.of(row),
        row.getString("type"),
        row.getString("status"),
        row.getString("notes"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        row.getString("processed_by"),
        Rows.longOrNull(row, "document_id"),
        row.getInt("version"));
  }

  RequestBody body() {
    return new RequestBody(student, type, notes);
  }
}
