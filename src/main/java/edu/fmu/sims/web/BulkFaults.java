package edu.fmu.sims.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows at fault of a bulk call, each with its place, what names it, and its messages. */
public final class BulkFaults {
  private static final int LONGEST_ECHO = 64;

  private final String field;
  private final List<String> names;
  private final Map<Integer, BulkRow<?>> rows = new TreeMap<>();
  private final Map<Integer, List<String>> messages = new LinkedHashMap<>();

  /**
   * @param field where the rows stand in the body
   * @param names the fields that tell a client which row is meant
   */
  public BulkFaults(String field, String... names) {
    this.field = field;
    this.names = Arrays.asList(names);
  }

  public void add(BulkRow<?> row, String message) {
    rows.put(row.index(), row);
    messages.computeIfAbsent(row.index(), index -> new ArrayList<>()).add(message);
  }

  /**
   * Goes on only when no row is at fault.
   *
   * @throws Problem of that type, naming every row at fault
   */
  public void check(ProblemType type, String message) {
    if (!rows.isEmpty()) {
      throw new Problem(
          type, message, Map.of(field, rows.values().stream().map(this::told).toList()));
    }
  }

  private Map<String, @Nullable Object> told(BulkRow<?> row) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("index", row.index());
    names.forEach(name -> told.put(name, echo(row.raw().path(name))));
    told.put("messages", messages.get(row.index()));
    return told;
  }

  /** What the client wrote, unless it is long or nested. */
  private static @Nullable JsonNode echo(JsonNode written) {
    return written.isValueNode() && written.asText().length() <= LONGEST_ECHO ? written : null;
  }
}
