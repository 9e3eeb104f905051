package edu.fmu.sims.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How records of a kind stand in the log that were written together: one entry for the set, which
 * holds what it keeps of each record, before and after, under the record's key.
 */
public interface LoggedSets {
  /** A kind of which every record is logged by itself. */
  LoggedSets NONE =
      new LoggedSets() {
        @Override
        public String object(JsonNode record) {
          return "";
        }

        @Override
        public String key(JsonNode record) {
          return "";
        }

        @Override
        public void restore(JsonNode former, ObjectNode record) {
          throw new IllegalStateException("nothing is logged as a set");
        }
      };

  /** The object of the entries about the record's set; "" for none. */
  String object(JsonNode record);

  /** Where in such an entry the record stands. */
  String key(JsonNode record);

  /** Lays what an entry kept of the record's former state over the record. */
  void restore(JsonNode former, ObjectNode record);
}
