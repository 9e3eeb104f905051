package edu.fmu.sims.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Done;
import edu.fmu.sims.records.Done.Action;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of imports. */
final class ImportStore {
  private static final String INSERT =
      """
      insert into data_import (kind, file_name, content, dry_run, state, created_by_id, created_by,
        created_by_role, path, remote_addr, request_id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""";
  private static final String RESULT =
      """
      update data_import set state = ?, created = ?, updated = ?, unchanged = ?,
        changes = cast(? as jsonb), errors = cast(? as jsonb), error_count = ?,
        applied_at = case when ? = 'applied' then now() end
      where id = ?""";
  private static final String RECORD =
      """
      insert into data_import_record (import_id, row, record_id, version, before)
      values (?, ?, ?, ?, cast(? as jsonb))""";

  private final Transactions transactions;

  ImportStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * An import on its way through a job or back.
   *
   * @param content null once the time of retention is over
   * @param sender who sent it, with the rights of then
   */
  record Stored(long id, ImportKind kind, String state, byte @Nullable [] content, Caller sender) {}

  long add(Caller caller, ImportKind kind, String fileName, byte[] content, boolean dryRun) {
    Origin origin = caller.origin();
    return transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, kind.label());
            insert.setString(2, fileName);
            insert.setBytes(3, content);
            insert.setBoolean(4, dryRun);
            insert.setString(5, dryRun ? "checked" : "queued");
            insert.setLong(6, caller.userId());
            insert.setString(7, caller.username());
            insert.setString(8, caller.role().label());
            insert.setString(9, origin.path());
            insert.setString(10, origin.remoteAddr());
            insert.setString(11, origin.requestId());
            try (ResultSet id = insert.executeQuery()) {
              id.next();
              return id.getLong(1);
            }
          }
        });
  }

  void setJob(long id, long job) {
    update("update data_import set job_id = ? where id = ?", job, id);
  }

  void undone(long id, Caller caller) {
    update(
        "update data_import set state = 'undone', undone_at = now(), undone_by = ? where id = ?",
        caller.username(),
        id);
  }

  /** Forgets the files of old imports. */
  void forget(int days) {
    update(
        "update data_import set content = null where content is not null"
            + " and created_at < now() - ? * interval '1 day'",
        days);
  }

  private void update(String sql, Object... parameters) {
    transactions.sql(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              update.setObject(i + 1, parameters[i]);
            }
            return update.executeUpdate();
          }
        });
  }

  /** Notes what came of an import. */
  void setResult(long id, String state, Result result) {
    transactions.sql(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(RESULT)) {
            update.setString(1, state);
            update.setInt(2, result.count(Action.CREATED));
            update.setInt(3, result.count(Action.UPDATED));
            update.setInt(4, result.count(Action.UNCHANGED));
            update.setString(5, Json.MAPPER.valueToTree(result.changes()).toString());
            update.setString(6, Json.MAPPER.valueToTree(result.faults()).toString());
            update.setInt(7, result.faultCount());
            update.setString(8, state);
            update.setLong(9, id);
            return update.executeUpdate();
          }
        });
  }

  /** Keeps what undoing needs to know. */
  void addRecords(long id, Result result) {
    transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            for (Done done : result.done()) {
              if (done.action() != Action.UNCHANGED) {
                JsonNode before = done.before();
                insert.setLong(1, id);
                insert.setInt(2, done.row());
                insert.setLong(3, done.id());
                insert.setInt(4, done.version());
                insert.setString(5, before == null ? null : before.toString());
                insert.addBatch();
              }
            }
            return insert.executeBatch();
          }
        });
  }

  List<Trace> traces(long id) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select row, record_id, version, before from data_import_record"
                      + " where import_id = ? order by row")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
              List<Trace> traces = new ArrayList<>();
              while (rows.next()) {
                traces.add(
                    new Trace(
                        rows.getInt(1), rows.getLong(2), rows.getInt(3), tree(rows.getString(4))));
              }
              return traces;
            }
          }
        });
  }

  private static @Nullable ObjectNode tree(@Nullable String json) throws SQLException {
    try {
      return json == null ? null : (ObjectNode) Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new SQLException("an import holds what is no JSON", e);
    }
  }

  /**
   * The import, held until the transaction ends.
   *
   * @throws Problem 404 when there is none
   */
  Stored lock(long id) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select * from data_import where id = ? for update")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                throw Problem.notFound("Import");
              }
              return stored(row);
            }
          }
        });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getLong("id"),
        ImportKind.of(row.getString("kind")).orElseThrow(),
        row.getString("state"),
        row.getBytes("content"),
        new Caller(
            row.getLong("created_by_id"),
            row.getString("created_by"),
            Role.of(row.getString("created_by_role")),
            null,
            null,
            new Origin(
                "POST",
                row.getString("path"),
                row.getString("remote_addr"),
                row.getString("request_id"))));
  }

  /** Whether the user is active and still holds the role. */
  boolean stillMay(Caller caller) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select 1 from app_user where id = ? and is_active and role = ?")) {
            select.setLong(1, caller.userId());
            select.setString(2, caller.role().label());
            return select.executeQuery().next();
          }
        });
  }

  /** One import of a kind at a time, so that the second finds what the first has made. */
  void queueUp(ImportKind kind) {
    transactions.sql(
        connection -> {
          try (PreparedStatement lock =
              connection.prepareStatement(
                  "select pg_advisory_xact_lock(hashtext('data_import'), hashtext(?))")) {
            lock.setString(1, kind.label());
            return lock.execute();
          }
        });
  }
}
