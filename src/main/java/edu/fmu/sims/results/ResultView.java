package edu.fmu.sims.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result as clients read one.
 *
 * @param state {@code draft}, {@code published} or {@code frozen}
 * @param isPublished true for published and frozen ones
 * @param publishedBy a username, "" for a draft
 * @param frozenBy a username, "" until frozen
 */
public record ResultView(
    long id,
    long student,
    long section,
    String finalGrade,
    @Choices({"draft", "published", "frozen"}) String state,
    boolean isPublished,
    @Nullable Instant publishedAt,
    String publishedBy,
    @Nullable Instant frozenAt,
    String frozenBy,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "r.id, r.student_id, r.section_id, r.final_grade, r.state, r.published_at, r.published_by,"
          + " r.frozen_at, r.frozen_by, r.version";

  static ResultView of(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new ResultView(
        row.getLong("id"),
        row.getLong("student_id"),
        row.getLong("section_id"),
        row.getString("final_grade"),
        state,
        !state.equals(Result.DRAFT),
        Rows.instantOrNull(row, "published_at"),
        row.getString("published_by"),
        Rows.instantOrNull(row, "frozen_at"),
        row.getString("frozen_by"),
        row.getInt("version"));
  }

  ResultBody body() {
    return new ResultBody(student, section, finalGrade);
  }
}
