package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as clients read one.
 *
 * @param state queued, scheduled, running, succeeded, failed, dead or cancelled
 * @param attempts claims so far; one that ended with an orderly stop of its worker is not counted
 * @param error why the last attempt failed; empty when none did
 * @param result what the handler gave; null before
 */
public record JobView(
    long id,
    String type,
    @Choices({"queued", "scheduled", "running", "succeeded", "failed", "dead", "cancelled"})
        String state,
    Progress progress,
    int attempts,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    String error,
    @Nullable JsonNode result)
    implements Versioned {

  /** How many parts are done, of how many, and how many of them failed. */
  public record Progress(int done, int total, int failed) {}

  static final String COLUMNS =
      "j.id, j.type, j.state, j.done, j.total, j.failed, j.attempt, j.created_at, j.started_at,"
          + " j.finished_at, j.error, j.result";

  static JobView of(ResultSet row) throws SQLException {
    return new JobView(
        row.getLong("id"),
        row.getString("type"),
        row.getString("state"),
        new Progress(row.getInt("done"), row.getInt("total"), row.getInt("failed")),
        row.getInt("attempt"),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "started_at"),
        Rows.instantOrNull(row, "finished_at"),
        row.getString("error"),
        Rows.jsonOrNull(row, "result"));
  }

  /** Whether nothing more happens to the job by itself. */
  boolean hasEnded() {
    return finishedAt != null;
  }

  /** Made from what changes: workers count no versions. */
  @Override
  public int version() {
    return Objects.hash(state, progress, attempts, startedAt, finishedAt, error, result);
  }
}
