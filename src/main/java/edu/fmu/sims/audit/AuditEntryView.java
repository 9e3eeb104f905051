package edu.fmu.sims.audit;

import com.fasterxml.jackson.databind.JsonNode;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.web.Versioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as administrators read one.
 *
 * @param actor the id of who acted; null for the system and for nobody signed in
 * @param changes every field that differs, as {@code {"field": [before, after]}}
 */
public record AuditEntryView(
    UUID id,
    Instant timestamp,
    @Nullable Long actor,
    String actorUsername,
    String method,
    String path,
    int statusCode,
    String model,
    String objectId,
    String summary,
    JsonNode changes,
    String remoteAddr,
    String requestId)
    implements Versioned {

  static final String COLUMNS =
      "a.id, a.at, a.actor_id, a.actor_username, a.method, a.path, a.status_code, a.model,"
          + " a.object_id, a.summary, a.changes, a.remote_addr, a.request_id";

  static AuditEntryView of(ResultSet row) throws SQLException {
    return new AuditEntryView(
        row.getObject("id", UUID.class),
        Rows.instant(row, "at"),
        Rows.longOrNull(row, "actor_id"),
        row.getString("actor_username"),
        row.getString("method"),
        row.getString("path"),
        row.getInt("status_code"),
        row.getString("model"),
        row.getString("object_id"),
        row.getString("summary"),
        Rows.json(row, "changes"),
        row.getString("remote_addr"),
        row.getString("request_id"));
  }

  /** An entry never changes. */
  @Override
  public int version() {
    return 0;
  }
}
