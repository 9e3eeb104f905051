package edu.fmu.sims.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log of who did what to which record. An entry is written in the transaction of the change
 * itself: when it cannot be written, the change does not happen. What is passed in as a record's
 * state must hold no secrets; the views that clients read hold none.
 */
public final class AuditLog {
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final String INSERT =
      """
      insert into audit_entry (actor_id, actor_username, remote_addr, request_id, method,
        path, status_code, model, object_id, summary, changes)
      values (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))""";

  private final Transactions transactions;

  public AuditLog(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A new record and its first state. */
  public void created(Caller caller, String model, long id, Object after) {
    record(caller, CREATED, model, String.valueOf(id), model + " " + id + " created", null, after);
  }

  /** A changed record; only fields that differ are kept, before and after. */
  public void updated(Caller caller, String model, long id, Object before, Object after) {
    updated(caller, model, id, before, after, "");
  }

  /** A changed record, and why; "" for no reason. */
  public void updated(
      Caller caller, String model, long id, Object before, Object after, String reason) {
    String summary = because(model + " " + id + " changed", reason);
    record(caller, OK, model, String.valueOf(id), summary, before, after);
  }

  /** A deleted record and its last state. */
  public void deleted(Caller caller, String model, long id, Object before) {
    deleted(caller, model, id, before, "");
  }

  /** A deleted record, its last state, and why; "" for no reason. */
  public void deleted(Caller caller, String model, long id, Object before, String reason) {
    String summary = because(model + " " + id + " deleted", reason);
    record(caller, NO_CONTENT, model, String.valueOf(id), summary, before, null);
  }

  private static String because(String act, String reason) {
    return reason.isEmpty() ? act : act + ": " + reason;
  }

  /**
   * One record among many that one request made or changed.
   *
   * @param before the state before; null for a new record
   * @param after the state after; null for a deleted record
   */
  public record Change(long id, @Nullable Object before, @Nullable Object after) {
    private String act() {
      return before == null ? " created" : after == null ? " deleted" : " changed";
    }
  }

  /** An entry for each record that one request made, changed or deleted, written in one go. */
  public void changedAll(Caller caller, String model, List<Change> changes) {
    List<Act> acts =
        changes.stream()
            .map(
                change ->
                    new Act(
                        String.valueOf(change.id()),
                        model + " " + change.id() + change.act(),
                        change.before(),
                        change.after()))
            .toList();
    recordAll(caller, OK, model, acts);
  }

  /**
   * One act among many of one request.
   *
   * @param object what it was done to
   * @param before the state before; null for none
   * @param after the state after; null for none
   */
  public record Act(
      String object, String summary, @Nullable Object before, @Nullable Object after) {}

  /** An entry for each act, written in one go. */
  public void recordAll(Caller caller, int status, String model, List<Act> acts) {
    writeAll(
        caller,
        status,
        model,
        acts.stream()
            .map(act -> new Line(act.object(), act.summary(), changes(act.before(), act.after())))
            .toList());
  }

  /**
   * Fields that were emptied for good. What they held is not noted, and nobody is told from former
   * entries: former and new value are the same in this one.
   */
  public void erased(
      Caller caller, String model, List<Long> ids, List<String> fields, String summary) {
    ObjectNode changes = Json.MAPPER.createObjectNode();
    fields.forEach(field -> changes.putArray(field).add("").add(""));
    writeAll(
        caller,
        OK,
        model,
        ids.stream().map(id -> new Line(String.valueOf(id), summary, changes)).toList());
  }

  private record Line(String object, String summary, ObjectNode changes) {}

  private void writeAll(Caller caller, int status, String model, List<Line> lines) {
    transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Line line : lines) {
              String changes = line.changes().toString();
              bind(insert, caller, status, model, line.object(), line.summary(), changes);
              insert.addBatch();
            }
            return insert.executeBatch();
          }
        });
  }

  /**
   * Any other act.
   *
   * @param status the HTTP status of its answer
   * @param before the state before; null for none
   * @param after the state after; null for none
   */
  public void record(
      Caller caller,
      int status,
      String model,
      String objectId,
      String summary,
      @Nullable Object before,
      @Nullable Object after) {
    String changes = changes(before, after).toString();
    transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, caller, status, model, objectId, summary, changes);
            return insert.executeUpdate();
          }
        });
  }

  private static void bind(
      PreparedStatement insert,
      Caller caller,
      int status,
      String model,
      String objectId,
      String summary,
      String changes)
      throws SQLException {
    Origin origin = caller.origin();
    insert.setLong(1, caller.userId());
    insert.setString(2, caller.username());
    insert.setString(3, origin.remoteAddr());
    insert.setString(4, origin.requestId());
    insert.setString(5, origin.method());
    insert.setString(6, origin.path());
    insert.setInt(7, status);
    insert.setString(8, model);
    insert.setString(9, objectId);
    insert.setString(10, summary);
    insert.setString(11, changes);
  }

  /** Every field that differs, as {@code {"field": [before, after]}}. */
  private static ObjectNode changes(@Nullable Object before, @Nullable Object after) {
    JsonNode old = Json.MAPPER.valueToTree(before);
    JsonNode now = Json.MAPPER.valueToTree(after);
    ObjectNode changes = Json.MAPPER.createObjectNode();
    Set<String> fields = new LinkedHashSet<>();
    addNames(old, fields);
    addNames(now, fields);
    for (String field : fields) {
      JsonNode was = old.get(field);
      JsonNode is = now.get(field);
      if (was == null ? is != null && !is.isNull() : !was.equals(is)) {
        ArrayNode pair = changes.putArray(field);
        pair.add(was);
        pair.add(is);
      }
    }
    return changes;
  }

  private static void addNames(@Nullable JsonNode node, Set<String> names) {
    if (node != null) {
      Iterator<String> all = node.fieldNames();
      all.forEachRemaining(names::add);
    }
  }
}
