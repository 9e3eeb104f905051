package edu.fmu.sims.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A total order of rows (ties broken by the id, in the direction of the last term) and the cursor
 * that names a position in it. A cursor holds the order and the last row's values, so it stays
 * right while rows come and go: each surviving row is met once.
 */
final class SortOrder {
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "bigint", Pattern.compile("-?\\d{1,18}"),
          "int", Pattern.compile("-?\\d{1,9}"),
          "boolean", Pattern.compile("true|false"),
          "numeric", Pattern.compile("-?\\d{1,20}(\\.\\d{1,10})?"),
          "date", Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"),
          "timestamptz",
              Pattern.compile(
                  "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"
                      + " ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?[+-]\\d{2}(:\\d{2})?"),
          "uuid", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

  private record Term(String name, SortKey key, boolean descending) {
    String sql() {
      return key.expression() + (descending ? " desc" : "") + (key.nullable() ? " nulls last" : "");
    }
  }

  /** What the opaque text of a cursor says. */
  private record Position(String order, List<@Nullable String> values) {}

  private final List<Term> terms;

  private SortOrder(List<Term> terms) {
    this.terms = terms;
  }

  static SortOrder of(
      List<String> wanted, String fallback, Map<String, SortKey> keys, String idExpression) {
    List<Term> terms = terms(wanted, keys);
    if (terms.isEmpty()) {
      terms = terms(List.of(fallback.split(",")), keys);
    }
    if (terms.stream().noneMatch(t -> t.name().equals("id"))) {
      SortKey id = keys.getOrDefault("id", new SortKey(idExpression, "bigint", false));
      terms.add(new Term("id", id, !terms.isEmpty() && terms.getLast().descending()));
    }
    return new SortOrder(terms);
  }

  private static List<Term> terms(List<String> wanted, Map<String, SortKey> keys) {
    List<Term> terms = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String term : wanted) {
      boolean descending = term.startsWith("-");
      String name = descending ? term.substring(1) : term;
      SortKey key = keys.get(name);
      if (key != null && seen.add(name)) {
        terms.add(new Term(name, key, descending));
      }
      if (name.equals("id") && key != null) {
        break; // nothing after a unique term can matter
      }
    }
    return terms;
  }

  String sql() {
    return " order by " + terms.stream().map(Term::sql).collect(Collectors.joining(", "));
  }

  /** Extra columns that carry a row's position, as text. */
  String positionColumns() {
    return IntStream.range(0, terms.size())
        .mapToObj(i -> ", (" + terms.get(i).key().expression() + ")::text as cursor_" + i)
        .collect(Collectors.joining());
  }

  /** The cursor that goes on behind this row. */
  String position(ResultSet row) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      values.add(row.getString("cursor_" + i));
    }
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Json.MAPPER.writeValueAsBytes(new Position(signature(), values)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Only rows behind the cursor.
   *
   * @throws Problem 400 when the cursor is malformed or belongs to another order
   */
  void after(String cursor, Where where) {
    List<@Nullable String> values = decode(cursor);
    List<String> alternatives = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      List<Object> own = new ArrayList<>();
      String beyond = beyond(terms.get(i), values.get(i), own);
      if (beyond == null) {
        continue;
      }
      List<String> conditions = new ArrayList<>();
      List<Object> ahead = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        conditions.add(same(terms.get(j), values.get(j), ahead));
      }
      conditions.add(beyond);
      alternatives.add("(" + String.join(" and ", conditions) + ")");
      parameters.addAll(ahead);
      parameters.addAll(own);
    }
    leadingBound(values, where);
    where.and(String.join(" or ", alternatives), parameters.toArray());
  }

  /** Implied by the alternatives, but lets an index on the first term start at the position. */
  private void leadingBound(List<@Nullable String> values, Where where) {
    Term first = terms.getFirst();
    String value = values.getFirst();
    if (!first.key().nullable() && value != null) {
      where.and(
          first.key().expression()
              + (first.descending() ? " <= " : " >= ")
              + placeholder(first.key()),
          value);
    }
  }

  private static @Nullable String beyond(Term term, @Nullable String value, List<Object> values) {
    String expression = term.key().expression();
    if (value == null) {
      return null; // nulls are last: nothing is beyond them
    }
    values.add(value);
    String condition = expression + (term.descending() ? " < " : " > ") + placeholder(term.key());
    return term.key().nullable() ? "(" + condition + " or " + expression + " is null)" : condition;
  }

  private static String same(Term term, @Nullable String value, List<Object> values) {
    if (value == null) {
      return term.key().expression() + " is null";
    }
    values.add(value);
    return term.key().expression() + " = " + placeholder(term.key());
  }

  private static String placeholder(SortKey key) {
    return "cast(? as " + key.sqlType() + ")";
  }

  private String signature() {
    return terms.stream()
        .map(t -> (t.descending() ? "-" : "") + t.name())
        .collect(Collectors.joining(","));
  }

  private List<@Nullable String> decode(String cursor) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII));
      Position position = Json.MAPPER.readValue(json, Position.class);
      if (position != null
          && signature().equals(position.order())
          && position.values() != null
          && position.values().size() == terms.size()
          && IntStream.range(0, terms.size())
              .allMatch(i -> isReadable(terms.get(i).key(), position.values().get(i)))) {
        return position.values();
      }
    } catch (IllegalArgumentException | IOException e) {
      // told below
    }
    throw Problem.on(
        ProblemType.MALFORMED_PARAMETER,
        "cursor",
        "The cursor is not one of this list in this order. Start again without one.");
  }

  private static boolean isReadable(SortKey key, @Nullable String value) {
    if (value == null) {
      return key.nullable();
    }
    Pattern form = FORMS.get(key.sqlType());
    return form == null ? Text.isStorable(value) : form.matcher(value).matches();
  }
}
