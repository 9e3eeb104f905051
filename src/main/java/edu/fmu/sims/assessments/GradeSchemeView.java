package edu.fmu.sims.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grade scheme as clients read one.
 *
 * @param effectiveFrom the first day on which it holds
 * @param program the program's id; null for the default scheme
 * @param rows the highest grade first
 * @param intakeFrom the first intake that it is meant for; null for all
 * @param active whether it is applied; false for a template
 * @param rules how averages are made
 */
public record GradeSchemeView(
    long id,
    String name,
    LocalDate effectiveFrom,
    @Nullable Long program,
    List<GradeScheme.Row> rows,
    @Nullable LocalDate intakeFrom,
    boolean active,
    GradeRules rules,
    @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS =
      "g.id, g.name, g.effective_from, g.program_id, g.version,"
          + " g.intake_from, g.active, g.rules,"
          + " (select json_agg(json_build_object('grade', r.grade, 'min_percentage',"
          + " r.min_percentage, 'points', r.points) order by r.min_percentage desc)"
          + " from grade_scheme_row r where r.scheme_id = g.id) as rows";

  static GradeSchemeView of(ResultSet row) throws SQLException {
    return new GradeSchemeView(
        row.getLong("id"),
        row.getString("name"),
        Rows.date(row, "effective_from"),
        Rows.longOrNull(row, "program_id"),
        GradeScheme.rowsOf(row.getString("rows")),
        Rows.dateOrNull(row, "intake_from"),
        row.getBoolean("active"),
        GradeRules.of(row.getString("rules")),
        row.getInt("version"));
  }

  /** Whether it is meant for students of that intake; null if not known. */
  boolean isFor(@Nullable LocalDate intake) {
    return intakeFrom == null || (intake != null && !intake.isBefore(intakeFrom));
  }

  GradeScheme scheme() {
    return new GradeScheme(name, rows, rules);
  }

  GradeSchemeBody body() {
    return new GradeSchemeBody(
        name,
        effectiveFrom,
        program,
        rows.stream()
            .map(row -> new GradeSchemeBody.Row(row.grade(), row.minPercentage(), row.points()))
            .toList(),
        intakeFrom,
        active,
        rules);
  }
}
