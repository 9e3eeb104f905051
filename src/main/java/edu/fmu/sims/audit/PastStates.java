package edu.fmu.sims.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records as they stood once: what the log holds of a record since then is taken back from its
 * present state, the newest change first. Right for kinds whose every change is logged with their
 * views, field by field. What belongs to another record, such as the name of a program that was
 * given a new one, is told as it is now, and so is what was erased.
 */
public final class PastStates {
  private static final String SINCE =
      """
      select object_id, changes from audit_entry
       where model = ? and object_id = any (?) and at > ? order by at desc, id desc""";

  private final Transactions transactions;

  public PastStates(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Entry(String object, JsonNode changes) {}

  /**
   * The record as of that instant; empty when it had not been made yet.
   *
   * @param model the name of its kind in the log
   * @param present as it is now
   * @param sets how records of that kind are logged together
   */
  public <V> Optional<V> of(
      String model, long id, V present, Class<V> type, Instant at, LoggedSets sets) {
    String own = String.valueOf(id);
    ObjectNode state = Json.MAPPER.valueToTree(present);
    List<Entry> entries = since(model, Set.of(own), at);
    Set<String> objects = objects(state, entries, sets);
    if (!objects.isEmpty()) {
      objects.add(own);
      entries = since(model, objects, at);
    }
    Set<String> erased = new HashSet<>();
    for (Entry entry : entries) {
      boolean existed =
          entry.object().equals(own)
              ? takeBack(entry.changes(), state, erased)
              : takeBackSet(entry, state, sets);
      if (!existed) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(Json.MAPPER.treeToValue(state, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the log holds no former " + model + " " + id, e);
    }
  }

  private List<Entry> since(String model, Set<String> objects, Instant at) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setString(1, model);
            select.setArray(2, connection.createArrayOf("text", objects.toArray()));
            select.setObject(3, at.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
              List<Entry> entries = new ArrayList<>();
              while (rows.next()) {
                entries.add(new Entry(rows.getString("object_id"), Rows.json(rows, "changes")));
              }
              return entries;
            }
          }
        });
  }

  /** The sets to which the record belonged since then, of which it may have been moved. */
  private static Set<String> objects(ObjectNode present, List<Entry> own, LoggedSets sets) {
    Set<String> objects = new LinkedHashSet<>();
    ObjectNode state = present.deepCopy();
    objects.add(sets.object(state));
    for (Entry entry : own) {
      if (!takeBack(entry.changes(), state, new HashSet<>())) {
        break;
      }
      objects.add(sets.object(state));
    }
    objects.remove("");
    return objects;
  }

  /**
   * Takes back one change. A field whose former and new value are the same was erased: what it was
   * before is not told.
   *
   * @return whether there was a record before it
   */
  private static boolean takeBack(JsonNode changes, ObjectNode state, Set<String> erased) {
    changes
        .properties()
        .forEach(
            field -> {
              JsonNode former = field.getValue().path(0);
              if (former.equals(field.getValue().path(1))) {
                erased.add(field.getKey());
              } else if (!erased.contains(field.getKey())) {
                state.set(field.getKey(), former);
              }
            });
    return !state.path("id").isNull();
  }

  private static boolean takeBackSet(Entry entry, ObjectNode state, LoggedSets sets) {
    JsonNode pair = entry.changes().path(sets.key(state));
    if (!entry.object().equals(sets.object(state)) || pair.isMissingNode()) {
      return true;
    }
    if (pair.path(0).isNull()) {
      return false;
    }
    sets.restore(pair.path(0), state);
    return true;
  }
}
