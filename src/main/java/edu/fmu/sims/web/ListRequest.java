package edu.fmu.sims.web;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a list: page or cursor, size, search, order and filters, checked for form.
 *
 * @param page 1-based; meaningless with a cursor
 * @param cursor where a keyset walk goes on; null for pages and for the start of a walk
 * @param words every one of them must be found
 * @param whole all rows are wanted, without paging (exports)
 * @param columns which columns an export has, in that order; none for all
 */
public record ListRequest(
    URI uri,
    MultivaluedMap<String, String> parameters,
    long page,
    int pageSize,
    @Nullable String cursor,
    boolean counted,
    List<String> words,
    List<String> ordering,
    boolean whole,
    List<String> columns) {

  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 100;
  private static final int MAX_WORDS = 32;

  /**
   * Reads the query parameters.
   *
   * @throws Problem 400 for a malformed parameter, 404 for a page that cannot be
   */
  public static ListRequest of(URI uri, MultivaluedMap<String, String> parameters, boolean whole) {
    parameters.forEach(
        (name, values) -> {
          if (!Text.isStorable(name) || !values.stream().allMatch(Text::isStorable)) {
            throw Problem.on(
                ProblemType.MALFORMED_PARAMETER,
                Text.isStorable(name) ? name : "query",
                "Null characters and broken Unicode are not allowed.");
          }
        });
    String cursor = parameters.getFirst("cursor");
    return new ListRequest(
        uri,
        parameters,
        page(parameters),
        size(parameters),
        cursor == null || cursor.isEmpty() ? null : cursor,
        counted(parameters),
        words(parameters),
        terms(parameters, "ordering"),
        whole,
        terms(parameters, "columns"));
  }

  /** All rows whose filters have these values; for use within the product. */
  public static ListRequest whole(Map<String, ?> filters) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    filters.forEach((name, value) -> parameters.putSingle(name, String.valueOf(value)));
    return of(URI.create("/"), parameters, true);
  }

  /** The first rows that hold every word; for use within the product. */
  public static ListRequest search(String words, int most) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.putSingle("search", words);
    parameters.putSingle("page_size", String.valueOf(most));
    parameters.putSingle("count", "false");
    return of(URI.create("/"), parameters, false);
  }

  /** The value of a filter; empty when absent or blank, as older clients send empty filters. */
  public Optional<String> filter(String name) {
    return Optional.ofNullable(parameters.getFirst(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** This request's address with one paging parameter set. */
  public String link(String parameter, Object value) {
    return UriBuilder.fromUri(uri)
        .replaceQueryParam("cursor")
        .replaceQueryParam("page")
        .queryParam(parameter, String.valueOf(value))
        .build()
        .toString();
  }

  private static long page(MultivaluedMap<String, String> parameters) {
    String raw = first(parameters, "page", "1");
    long page = Numbers.parse("page", raw);
    if (page < 1 || page > Integer.MAX_VALUE) {
      throw Problem.on(ProblemType.NOT_FOUND, "page", "There is no such page.");
    }
    return page;
  }

  private static int size(MultivaluedMap<String, String> parameters) {
    String raw = first(parameters, "page_size", String.valueOf(DEFAULT_SIZE));
    long size = Numbers.parse("page_size", raw);
    if (size < 1) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER,
          "page_size",
          "Give a number from 1 to " + MAX_SIZE + ".");
    }
    return (int) Math.min(size, MAX_SIZE);
  }

  private static boolean counted(MultivaluedMap<String, String> parameters) {
    return Numbers.parseBoolean("count", first(parameters, "count", "true"));
  }

  private static List<String> words(MultivaluedMap<String, String> parameters) {
    String search = first(parameters, "search", "").strip();
    List<String> words =
        Arrays.stream(search.split("[\\s,]+")).filter(word -> !word.isEmpty()).distinct().toList();
    if (words.size() > MAX_WORDS) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER, "search", "Give " + MAX_WORDS + " words at most.");
    }
    return words;
  }

  private static List<String> terms(MultivaluedMap<String, String> parameters, String name) {
    return Arrays.stream(first(parameters, name, "").split(","))
        .map(String::strip)
        .filter(term -> !term.isEmpty())
        .toList();
  }

  private static String first(
      MultivaluedMap<String, String> parameters, String name, String fallback) {
    String value = parameters.getFirst(name);
    return value == null || value.isBlank() ? fallback : value.strip();
  }
}
