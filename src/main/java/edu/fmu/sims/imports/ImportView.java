package edu.fmu.sims.imports;

import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An import as clients read one.
 *
 * @param state checked (a dry run), queued, applied, failed, cancelled or undone
 * @param created how many records it made, or would make
 * @param errorCount how many faults were met; with one, nothing is written
 * @param jobId the job that applies it; null of a dry run
 * @param done how many rows the job has looked at, of {@code total}
 * @param createdBy the username of who sent the file
 * @param undoneBy the username of who took it back; "" while it stands
 */
public record ImportView(
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
    String undoneBy)
    implements Versioned {

  /** A job that will not run any more leaves its import as it is. */
  static final String STATE =
      "case when i.state = 'queued' and j.state = 'cancelled' then 'cancelled'"
          + " when i.state = 'queued' and j.state = 'dead' then 'failed' else i.state end";

  static final String COLUMNS =
      "i.id, i.kind, i.file_name, i.dry_run, "
          + STATE
          + " as state, i.created, i.updated, i.unchanged, i.error_count, i.job_id,"
          + " coalesce(j.done, 0) as done, coalesce(j.total, 0) as total, i.created_by,"
          + " i.created_at, i.applied_at, i.undone_at, i.undone_by";

  static final String FROM = "data_import i left join job j on j.id = i.job_id";

  static ImportView of(ResultSet row) throws SQLException {
    return new ImportView(
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
        row.getString("undone_by"));
  }

  /** Made from what changes. */
  @Override
  public int version() {
    return Objects.hash(state, created, updated, unchanged, errorCount, jobId, done, undoneAt);
  }
}
