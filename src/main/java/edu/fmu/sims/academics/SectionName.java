package edu.fmu.sims.academics;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which section a record belongs to, so that a list needs no second look.
 *
 * @param term the term's name
 */
public record SectionName(long id, String courseCode, String courseTitle, String term) {
  /** What {@link #of} reads, of section {@code s}, its course {@code c} and its term {@code t}. */
  public static final String COLUMNS =
      "s.id as s_id, c.code as c_code, c.title as c_title, t.name as t_name";

  /** Reads {@link #COLUMNS}. */
  public static SectionName of(ResultSet row) throws SQLException {
    return new SectionName(
        row.getLong("s_id"),
        row.getString("c_code"),
        row.getString("c_title"),
        row.getString("t_name"));
  }
}
