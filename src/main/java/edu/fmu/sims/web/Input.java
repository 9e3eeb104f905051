package edu.fmu.sims.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A request body on its way to a record of type R. {@code POST} and {@code PUT} read it whole;
 * {@code PATCH} lays it over the present state (RFC 7396: absent means unchanged, null means
 * cleared), so that one record and one set of rules serve all three.
 *
 * @param <R> the record that holds the writable fields, with its Jakarta Validation rules
 */
public final class Input<R extends Record> {
  private final ObjectNode body;
  private final Class<R> type;
  private final RecordReader reader;

  /**
   * A body that has been read already.
   *
   * @param body as the client wrote it
   */
  public Input(ObjectNode body, Class<R> type, RecordReader reader) {
    this.body = body;
    this.type = type;
    this.reader = reader;
  }

  /**
   * The body as a valid record.
   *
   * @throws Problem 400 with every field at fault
   */
  public R value() {
    return reader.read(body, type);
  }

  /**
   * The present state with the body laid over it.
   *
   * @throws Problem 400 with every field at fault
   */
  public R over(R present) {
    ObjectNode merged = Json.MAPPER.valueToTree(present);
    body.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
    return reader.read(merged, type);
  }

  /**
   * The elements of a list, each read on its own, so that one answer names every bad row.
   *
   * @param most how many there may be
   * @throws Problem 400 on the field when it holds no list, an empty or a too long one
   */
  public <T extends Record> List<BulkRow<T>> rows(String field, Class<T> type, int most) {
    JsonNode list = body.path(field);
    if (list.isMissingNode()) {
      throw Problem.field(field, "This field is required.");
    }
    if (!list.isArray() || list.isEmpty()) {
      throw Problem.field(field, "Expected a list with one row at least.");
    }
    if (list.size() > most) {
      throw Problem.field(field, "At most " + most + " rows are taken at once.");
    }
    List<BulkRow<T>> rows = new ArrayList<>(list.size());
    for (JsonNode element : list) {
      rows.add(row(rows.size(), element, type));
    }
    return rows;
  }

  private <T extends Record> BulkRow<T> row(int index, JsonNode element, Class<T> type) {
    if (!(element instanceof ObjectNode object)) {
      ObjectNode nothing = Json.MAPPER.createObjectNode();
      return new BulkRow<>(index, nothing, null, List.of("Expected an object."));
    }
    try {
      return new BulkRow<>(index, object, reader.read(object, type), List.of());
    } catch (Problem bad) {
      List<String> messages = new ArrayList<>();
      bad.details()
          .forEach((name, faults) -> faults.forEach(fault -> messages.add(name + ": " + fault)));
      return new BulkRow<>(index, object, null, messages);
    }
  }

  /** Whether the body names the field, even as null. */
  public boolean has(String field) {
    return body.has(field);
  }

  /** The bare value of a field that no record holds; missing when absent. */
  public JsonNode raw(String field) {
    return body.path(field);
  }
}
