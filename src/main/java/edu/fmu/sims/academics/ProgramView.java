package edu.fmu.sims.academics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A program as clients read one. */
public record ProgramView(
    long id, String name, Instant createdAt, Instant updatedAt, @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS = "p.id, p.name, p.created_at, p.updated_at, p.version";

  static ProgramView of(ResultSet row) throws SQLException {
    return new ProgramView(
        row.getLong("id"),
        row.getString("name"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        row.getInt("version"));
  }

  ProgramBody body() {
    return new ProgramBody(name);
  }
}
