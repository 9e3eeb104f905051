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
import java.util.Optional;

/**
 * Records as they stood once: what the log holds of a record since then is taken back from its
 * present state, the newest change first. Right for kinds whose every change is logged with their
 * views, field by field. What belongs to another record, such as the name of a program that was
 * given a new one, is told as it is now.
 */
public final class PastStates {
  private static final String SINCE =
      """
      select changes from audit_entry where model = ? and object_id = ? and at > ?
       order by at desc, id desc""";

  private final Transactions transactions;

  public PastStates(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The record as of that instant; empty when it had not been made yet.
   *
   * @param model the name of its kind in the log
   * @param present as it is now
   */
  public <V> Optional<V> of(String model, long id, V present, Class<V> type, Instant at) {
    ObjectNode state = Json.MAPPER.valueToTree(present);
    boolean existed =
        transactions.sql(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(SINCE)) {
                select.setString(1, model);
                select.setString(2, String.valueOf(id));
                select.setObject(3, at.atOffset(ZoneOffset.UTC));
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    if (!takeBack(Rows.json(rows, "changes"), state)) {
                      return false;
                    }
                  }
                  return true;
                }
              }
            });
    if (!existed) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.treeToValue(state, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the log holds no former " + model + " " + id, e);
    }
  }

  /** Whether there was a record before the changes. */
  private static boolean takeBack(JsonNode changes, ObjectNode state) {
    changes.properties().forEach(field -> state.set(field.getKey(), field.getValue().path(0)));
    return !state.path("id").isNull();
  }
}
