package edu.fmu.sims.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.Versioned;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A score as clients read one. */
public record ScoreView(
    long id,
    long assessment,
    long student,
    BigDecimal score,
    BigDecimal maxScore,
    @JsonIgnore int version)
    implements Personal, Versioned {

  static final String COLUMNS =
      "sc.id, sc.assessment_id, sc.student_id, sc.score, sc.max_score, sc.version";

  static ScoreView of(ResultSet row) throws SQLException {
    return new ScoreView(
        row.getLong("id"),
        row.getLong("assessment_id"),
        row.getLong("student_id"),
        row.getBigDecimal("score"),
        row.getBigDecimal("max_score"),
        row.getInt("version"));
  }

  ScoreBody body() {
    return new ScoreBody(assessment, student, score, maxScore);
  }
}
