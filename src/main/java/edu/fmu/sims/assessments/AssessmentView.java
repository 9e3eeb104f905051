package edu.fmu.sims.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.web.Versioned;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An assessment as clients read one. */
public record AssessmentView(
    long id, long section, String type, BigDecimal weight, @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS = "a.id, a.section_id, a.type, a.weight, a.version";

  static AssessmentView of(ResultSet row) throws SQLException {
    return new AssessmentView(
        row.getLong("id"),
        row.getLong("section_id"),
        row.getString("type"),
        row.getBigDecimal("weight"),
        row.getInt("version"));
  }

  AssessmentBody body() {
    return new AssessmentBody(section, type, weight);
  }
}
