package edu.fmu.sims.academics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A course as clients read one.
 *
 * @param program the program's id
 */
public record CourseView(
    long id, String code, String title, int credits, long program, @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS =
      "c.id as course_id, c.code, c.title, c.credits, c.program_id, c.version as course_version";

  static CourseView of(ResultSet row) throws SQLException {
    return new CourseView(
        row.getLong("course_id"),
        row.getString("code"),
        row.getString("title"),
        row.getInt("credits"),
        row.getLong("program_id"),
        row.getInt("course_version"));
  }

  CourseBody body() {
    return new CourseBody(code, title, credits, program);
  }
}
