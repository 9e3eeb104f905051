package edu.fmu.sims.letters;

import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A version of a template.
 *
 * @param version from 1, for each type
 * @param current whether letters are made from it now
 * @param createdBy the username of who wrote it
 */
public record LetterTemplateView(
    long id,
    String type,
    int version,
    String title,
    String body,
    boolean current,
    Instant createdAt,
    String createdBy)
    implements Versioned {

  static final String CURRENT =
      "(not exists (select from letter_template n where n.type = t.type"
          + " and n.version > t.version))";

  static final String COLUMNS =
      "t.id, t.type, t.version, t.title, t.body, t.created_at, t.created_by, "
          + CURRENT
          + " as current";

  static LetterTemplateView of(ResultSet row) throws SQLException {
    return new LetterTemplateView(
        row.getLong("id"),
        row.getString("type"),
        row.getInt("version"),
        row.getString("title"),
        row.getString("body"),
        row.getBoolean("current"),
        Rows.instant(row, "created_at"),
        row.getString("created_by"));
  }
}
