package edu.fmu.sims.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Json;
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
 */
public record GradeSchemeView(
    long id,
    String name,
    LocalDate effectiveFrom,
    @Nullable Long program,
    List<GradeScheme.Row> rows,
    @JsonIgnore int version)
    implements Versioned {

  static final String COLUMNS =
      "g.id, g.name, g.effective_from, g.program_id, g.version,"
          + " (select json_agg(json_build_object('grade', r.grade, 'min_percentage',"
          + " r.min_percentage, 'points', r.points) order by r.min_percentage desc)"
          + " from grade_scheme_row r where r.scheme_id = g.id) as rows";

  private static final TypeReference<List<GradeScheme.Row>> ROWS = new TypeReference<>() {};

  static GradeSchemeView of(ResultSet row) throws SQLException {
    return new GradeSchemeView(
        row.getLong("id"),
        row.getString("name"),
        Rows.date(row, "effective_from"),
        Rows.longOrNull(row, "program_id"),
        rows(row.getString("rows")),
        row.getInt("version"));
  }

  private static List<GradeScheme.Row> rows(@Nullable String json) {
    try {
      return json == null ? List.of() : Json.MAPPER.readValue(json, ROWS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("grade_scheme_row", e);
    }
  }

  GradeScheme scheme() {
    return new GradeScheme(name, rows);
  }

  GradeSchemeBody body() {
    return new GradeSchemeBody(
        name,
        effectiveFrom,
        program,
        rows.stream()
            .map(row -> new GradeSchemeBody.Row(row.grade(), row.minPercentage(), row.points()))
            .toList());
  }
}
