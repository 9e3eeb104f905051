package edu.fmu.sims.documents;

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
 * An issued document as clients read one. The code that verifies it stands in the file alone.
 *
 * @param student the student's id
 * @param sha256 of the file, in hex
 * @param issuedBy the username of who issued it, or asked for the job that did
 * @param revokedReason "" while it is not revoked
 * @param status {@code valid}, {@code superseded} or {@code revoked}
 * @param reason what led to its issue; "" when unknown
 */
public record DocumentView(
    long id,
    String serial,
    String type,
    long student,
    StudentName studentDetail,
    String sha256,
    Instant issuedAt,
    String issuedBy,
    @Nullable Instant revokedAt,
    String revokedReason,
    @Choices({"valid", "superseded", "revoked"}) String status,
    String reason,
    @Nullable Instant supersededAt,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String STATUS =
      "(case when d.revoked_at is not null then 'revoked'"
          + " when d.superseded_at is not null then 'superseded' else 'valid' end)";

  static final String COLUMNS =
      "d.id, d.serial, d.type, d.student_id, d.sha256, d.issued_at, d.issued_by, d.revoked_at,"
          + " d.revoked_reason, d.reason, d.superseded_at, d.version, "
          + STATUS
          + " as status, "
          + StudentName.COLUMNS;

  /** As it stood at that instant, after its issue. */
  DocumentView asOf(Instant at) {
    boolean revoked = revokedAt != null && !revokedAt.isAfter(at);
    boolean superseded = supersededAt != null && !supersededAt.isAfter(at);
    return new DocumentView(
        id,
        serial,
        type,
        student,
        studentDetail,
        sha256,
        issuedAt,
        issuedBy,
        revoked ? revokedAt : null,
        revoked ? revokedReason : "",
        revoked ? "revoked" : superseded ? "superseded" : "valid",
        reason,
        superseded ? supersededAt : null,
        version);
  }

  static DocumentView of(ResultSet row) throws SQLException {
    return new DocumentView(
        row.getLong("id"),
        row.getString("serial"),
        row.getString("type"),
        row.getLong("student_id"),
        StudentName.of(row),
        row.getString("sha256"),
        Rows.instant(row, "issued_at"),
        row.getString("issued_by"),
        Rows.instantOrNull(row, "revoked_at"),
        row.getString("revoked_reason"),
        row.getString("status"),
        row.getString("reason"),
        Rows.instantOrNull(row, "superseded_at"),
        row.getInt("version"));
  }
}
