package edu.fmu.sims.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param count all rows that match; null when the client did without
 * @param next the address of the next page, null on the last
 * @param nextCursor where a keyset walk goes on, null on the last page
 * @param type what the rows are, for exports of empty lists
 * @param columns the heads of an export, in that order; none for all
 */
public record Page<V>(
    @Nullable Long count,
    @Nullable String next,
    @Nullable String previous,
    @Nullable String nextCursor,
    List<V> results,
    @JsonIgnore Class<V> type,
    @JsonIgnore List<String> columns) {

  /** A page that has, as an export, every column. */
  public Page(
      @Nullable Long count,
      @Nullable String next,
      @Nullable String previous,
      @Nullable String nextCursor,
      List<V> results,
      Class<V> type) {
    this(count, next, previous, nextCursor, results, type, List.of());
  }

  /** The same page with every row changed. */
  public Page<V> map(UnaryOperator<V> change) {
    return new Page<>(
        count, next, previous, nextCursor, results.stream().map(change).toList(), type, columns);
  }
}
