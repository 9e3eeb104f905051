package edu.fmu.sims.holds;

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
 * A hold as clients read one.
 *
 * @param student the student's id
 * @param placedBy the username of who placed it
 * @param active whether it bars documents now
 * @param releasedBy the username of who lifted it; "" while active
 */
public record HoldView(
    long id,
    long student,
    StudentName studentDetail,
    @Choices({"dues", "disciplinary", "other"}) String type,
    String reason,
    boolean active,
    String placedBy,
    Instant placedAt,
    String releasedBy,
    @Nullable Instant releasedAt,
    String releaseNote,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "h.id, h.student_id, h.type, h.reason, h.released_at is null as active, h.placed_by,"
          + " h.placed_at, h.released_by, h.released_at, h.release_note, h.version, "
          + StudentName.COLUMNS;

  static HoldView of(ResultSet row) throws SQLException {
    return new HoldView(
        row.getLong("id"),
        row.getLong("student_id"),
        StudentName.of(row),
        row.getString("type"),
        row.getString("reason"),
        row.getBoolean("active"),
        row.getString("placed_by"),
        Rows.instant(row, "placed_at"),
        row.getString("released_by"),
        Rows.instantOrNull(row, "released_at"),
        row.getString("release_note"),
        row.getInt("version"));
  }

  HoldBody body() {
    return new HoldBody(student, type, reason);
  }
}
