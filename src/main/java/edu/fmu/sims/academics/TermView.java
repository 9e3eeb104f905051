package edu.fmu.sims.academics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A term as clients read one. */
public record TermView(
    long id,
    String name,
    @Choices({"open", "closed"}) String status,
    @Nullable LocalDate startDate,
    @Nullable LocalDate endDate,
    @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS = "t.id, t.name, t.status, t.start_date, t.end_date, t.version";

  static TermView of(ResultSet row) throws SQLException {
    return new TermView(
        row.getLong("id"),
        row.getString("name"),
        row.getString("status"),
        Rows.dateOrNull(row, "start_date"),
        Rows.dateOrNull(row, "end_date"),
        row.getInt("version"));
  }

  TermBody body() {
    return new TermBody(name, status, startDate, endDate);
  }
}
