package edu.fmu.sims.records;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record among many.
 *
 * @param version the one that the writing left behind
 * @param before the fields as they were; null for a record that was made
 */
public record Done(int row, long id, int version, Action action, @Nullable JsonNode before) {
  /** What was done. */
  public enum Action {
    CREATED,
    UPDATED,
    UNCHANGED
  }
}
