package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionName;
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
    ResultView result = ResultView.of(row);
    return new ResultRow(
        result.id(),
        result.student(),
        result.section(),
        result.finalGrade(),
        result.state(),
        result.isPublished(),
        result.publishedAt(),
        result.publishedBy(),
        result.frozenAt(),
        result.frozenBy(),
        StudentName.of(row),
        SectionName.of(row));
  }
}
