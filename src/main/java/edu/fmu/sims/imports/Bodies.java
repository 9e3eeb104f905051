package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.RecordReader;

/** Rows as bodies of the API, read by the API's own rules. An empty cell is a field not given. */
final class Bodies {
  static final RecordReader READER = new RecordReader();

  private Bodies() {}

  static ObjectNode of(Line line, String... fields) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    for (String field : fields) {
      if (line.has(field)) {
        body.put(field, line.get(field));
      }
    }
    return body;
  }

  static <B extends Record> Input<B> input(ObjectNode body, Class<B> type) {
    return new Input<>(body, type, READER);
  }
}
