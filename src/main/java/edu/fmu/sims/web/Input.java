package edu.fmu.sims.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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

  Input(ObjectNode body, Class<R> type, RecordReader reader) {
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

  /** Whether the body names the field, even as null. */
  public boolean has(String field) {
    return body.has(field);
  }

  /** The bare value of a field that no record holds; missing when absent. */
  public JsonNode raw(String field) {
    return body.path(field);
  }
}
