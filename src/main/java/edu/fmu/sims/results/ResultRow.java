package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.students.StudentName;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Personal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result in a list: as {@link ResultView}, and whose it is and of which section.
 *
 * @param state {@code draft}, {@code published} or {@code frozen}
 * @param isPublished true for published and frozen ones
 * @param publishedBy a username, "" for a draft
 * @param frozenBy a username, "" until frozen
 */
public record ResultRow(
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
    StudentName studentDetail,
    SectionName sectionDetail)
    implements Personal {

  /** Of the result {@code r} with what the names are read of. */
  static final String COLUMNS =
      ResultView.COLUMNS + ", " + StudentName.COLUMNS + ", " + SectionName.COLUMNS;

  static ResultRow of(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new ResultRow(
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
        StudentName.of(row),
        SectionName.of(row));
  }
}
