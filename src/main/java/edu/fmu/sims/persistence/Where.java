package edu.fmu.sims.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGStatement;

/** Conditions of a query with their parameters; all of them must hold. */
public final class Where {
  private final List<String> conditions = new ArrayList<>();
  private final List<String> named = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private boolean isSearch;

  /** Adds a condition; a {@code ?} for every parameter. */
  public Where and(String condition, Object... values) {
    conditions.add("(" + condition + ")");
    named.add(condition);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Adds a condition on words that were searched for. */
  Where matching(String condition, Object... patterns) {
    isSearch = true;
    return and(condition, patterns);
  }

  /**
   * Adds that the value is among those that a query finds, some thousands at most. They are found
   * first and looked up one by one, whatever PostgreSQL expects of them: of a table that has just
   * grown it knows nothing yet.
   *
   * @param query stands by itself: what it names is no table of the whole query
   */
  Where among(String expression, String query, Object... values) {
    matching(expression + " = any (array(" + query + "))", values);
    named.set(named.size() - 1, expression);
    return this;
  }

  /** The conditions as far as they name tables of the whole query. */
  String named() {
    return String.join(" and ", named);
  }

  /** No row at all. */
  public Where none() {
    return and("false");
  }

  String sql() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  /**
   * Sets the parameters and gives the index of the next one. A search is planned anew each time:
   * how many rows hold a word differs by the word, and a plan for any word goes through all pairs
   * of rows for one that many hold.
   */
  int bind(PreparedStatement statement, int from) throws SQLException {
    if (isSearch) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
    int index = from;
    for (Object value : parameters) {
      statement.setObject(index++, value);
    }
    return index;
  }
}
