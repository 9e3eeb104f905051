package edu.fmu.sims.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import edu.fmu.sims.imports.Result.Change;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A single import, as {@link ImportView}, with its rows.
 *
 * @param state checked (a dry run), queued, applied, failed, cancelled or undone
 * @param done how many rows the job has looked at, of {@code total}
 * @param changes the rows that make or change a record
 * @param errors what is wrong, the first thousand; with one, nothing is written
 */
public record Detail(
    long id,
    @Choices({"students", "courses", "sections", "enrollments", "attendance", "scores"})
        String kind,
    String fileName,
    boolean dryRun,
    @Choices({"checked", "queued", "applied", "failed", "undone"}) String state,
    int created,
    int updated,
    int unchanged,
    int errorCount,
    @Nullable Long jobId,
    int done,
    int total,
    String createdBy,
    Instant createdAt,
    @Nullable Instant appliedAt,
    @Nullable Instant undoneAt,
    String undoneBy,
    List<Change> changes,
    List<Fault> errors) {

  static Detail of(ResultSet row) throws SQLException {
    return new Detail(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("file_name"),
        row.getBoolean("dry_run"),
        row.getString("state"),
        row.getInt("created"),
        row.getInt("updated"),
        row.getInt("unchanged"),
        row.getInt("error_count"),
        Rows.longOrNull(row, "job_id"),
        row.getInt("done"),
        row.getInt("total"),
        row.getString("created_by"),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "applied_at"),
        Rows.instantOrNull(row, "undone_at"),
        row.getString("undone_by"),
        list(row.getString("changes"), new TypeReference<List<Change>>() {}),
        list(row.getString("errors"), new TypeReference<List<Fault>>() {}));
  }

  private static <T> List<T> list(String json, TypeReference<List<T>> type) throws SQLException {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("an import holds what is no JSON", e);
    }
  }
}
