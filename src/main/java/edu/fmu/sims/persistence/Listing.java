package edu.fmu.sims.persistence;

import edu.fmu.sims.web.CsvColumns;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record as clients read it: one query that serves the single record, pages by number and
 * walks by cursor, with the filters, search fields and orderings of the contract. A page costs two
 * statements at most, three when words are searched for, a single record one.
 *
 * @param <V> the view of one row
 */
public final class Listing<V> {
  private static final int WHOLE_LIMIT = 200_000;

  private static final Pattern QUALIFIER = Pattern.compile("([a-z_]+)\\.");

  private final Transactions transactions;
  private final Class<V> type;
  private final String select;
  private final String from;
  private final @Nullable String own;
  private final String key;
  private final RowMapper<V> mapper;
  private final Map<String, Filter> filters;
  private final List<WordSearch.Field> searched;
  private final Map<String, SortKey> sortKeys;
  private final String defaultOrder;
  private final int wholeLimit;

  private Listing(Builder<V> builder) {
    this.transactions = builder.transactions;
    this.type = builder.type;
    this.select = builder.select;
    this.from = builder.from;
    this.own = builder.own;
    this.key = builder.key;
    this.mapper = builder.mapper;
    this.filters = Map.copyOf(builder.filters);
    this.searched = List.copyOf(builder.searched);
    this.sortKeys = Map.copyOf(builder.sortKeys);
    this.defaultOrder = builder.defaultOrder;
    this.wholeLimit = builder.wholeLimit;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowMapper<V> {
    V map(ResultSet row) throws SQLException;
  }

  /**
   * Begins a listing.
   *
   * @param select the columns, as the mapper reads them
   * @param from tables and joins
   * @param key the expression of the id
   */
  public static <V> Builder<V> of(
      Transactions transactions,
      Class<V> type,
      String select,
      String from,
      String key,
      RowMapper<V> mapper) {
    return new Builder<>(transactions, type, select, from, key, mapper);
  }

  /** What the rows are, for the API document. */
  public Class<V> type() {
    return type;
  }

  /** Whether a client may search by words, for the API document. */
  public boolean isSearchable() {
    return !searched.isEmpty();
  }

  /** The filters by name, for the API document. */
  public Map<String, Filter> filters() {
    return filters;
  }

  /** The names that a client may order by, for the API document. */
  public Set<String> orderingNames() {
    return sortKeys.keySet();
  }

  /** The record of that id, if it is within the scope. */
  public Optional<V> find(long id, Scope scope) {
    return byKey(id, scope);
  }

  /** As {@link #find(long, Scope)}, for records whose id is a UUID. */
  public Optional<V> find(UUID id, Scope scope) {
    return byKey(id, scope);
  }

  /** The records of those ids, as many as there are, in no order. */
  public List<V> all(Collection<Long> ids) {
    Where where = new Where().and(key + " = any (?)", (Object) ids.toArray(Long[]::new));
    return transactions.sql(
        connection -> {
          String sql = "select " + select + " from " + from + where.sql();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            where.bind(statement, 1);
            return read(statement);
          }
        });
  }

  private Optional<V> byKey(Object id, Scope scope) {
    Where where = new Where().and(key + " = ?", id);
    scope.restrict(where);
    return first("select " + select + " from " + from + where.sql(), where);
  }

  /**
   * The record of that id.
   *
   * @throws Problem 404 when there is none within the scope
   */
  public V get(long id, Scope scope) {
    return find(id, scope)
        .orElseThrow(() -> Problem.notFound(type.getSimpleName().replaceFirst("View$", "")));
  }

  /**
   * The rows that the client asks for, within the scope.
   *
   * @throws Problem 400 for malformed parameters, 404 for a page beyond the last
   */
  public Page<V> page(ListRequest request, Scope scope) {
    Where where = new Where();
    scope.restrict(where);
    filters.forEach(
        (name, filter) ->
            request.filter(name).ifPresent(value -> filter.apply(name, value, where)));
    new WordSearch(transactions, key, this::tables, searched).restrict(request.words(), where);
    SortOrder order = SortOrder.of(request.ordering(), defaultOrder, sortKeys, key);
    if (request.whole()) {
      CsvColumns.require(type, request.columns());
      return whole(where, order, request.columns());
    }
    Long count = request.counted() ? count(where) : null;
    return request.cursor() == null
        ? numbered(request, where, order, count)
        : walked(request, request.cursor(), where, order, count);
  }

  /** All rows, or a refusal: an export that silently lacks its end would be taken for the whole. */
  private Page<V> whole(Where where, SortOrder order, List<String> columns) {
    if (exceeds(where)) {
      throw new Problem(
          ProblemType.RULE,
          "The list has more than "
              + wholeLimit
              + " rows, too many for one file. Narrow it by a filter, or walk it as JSON by"
              + " next_cursor.");
    }
    List<V> rows =
        transactions.sql(
            connection -> {
              String sql = "select " + select + " from " + from + where.sql() + order.sql();
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                where.bind(statement, 1);
                return read(statement);
              }
            });
    return new Page<>((long) rows.size(), null, null, null, rows, type, columns);
  }

  private boolean exceeds(Where where) {
    return transactions.sql(
        connection -> {
          String sql = "select 1 from " + from + where.sql() + " offset ? limit 1";
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(where.bind(statement, 1), wholeLimit);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next();
            }
          }
        });
  }

  private Page<V> numbered(
      ListRequest request, Where where, SortOrder order, @Nullable Long count) {
    long offset = (request.page() - 1) * request.pageSize();
    if (request.page() > 1 && count != null && offset >= count) {
      throw Problem.on(ProblemType.NOT_FOUND, "page", "There is no such page.");
    }
    Slice<V> slice = slice(where, order, request.pageSize(), offset);
    if (request.page() > 1 && slice.rows().isEmpty()) {
      throw Problem.on(ProblemType.NOT_FOUND, "page", "There is no such page.");
    }
    boolean more = slice.next() != null;
    return new Page<>(
        count,
        more ? request.link("page", request.page() + 1) : null,
        request.page() > 1 ? request.link("page", request.page() - 1) : null,
        slice.next(),
        slice.rows(),
        type);
  }

  private Page<V> walked(
      ListRequest request, String cursor, Where where, SortOrder order, @Nullable Long count) {
    order.after(cursor, where);
    Slice<V> slice = slice(where, order, request.pageSize(), 0);
    String next = slice.next();
    return new Page<>(
        count, next == null ? null : request.link("cursor", next), null, next, slice.rows(), type);
  }

  private record Slice<V>(List<V> rows, @Nullable String next) {}

  private Slice<V> slice(Where where, SortOrder order, int size, long offset) {
    String sql =
        "select "
            + select
            + order.positionColumns()
            + " from "
            + from
            + where.sql()
            + order.sql()
            + " limit ? offset ?";
    return transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = where.bind(statement, 1);
            statement.setInt(index, size + 1);
            statement.setLong(index + 1, offset);
            try (ResultSet rows = statement.executeQuery()) {
              List<V> views = new ArrayList<>(size);
              String next = null;
              String position = null;
              while (rows.next()) {
                if (views.size() == size) {
                  next = position;
                  break;
                }
                views.add(mapper.map(rows));
                if (views.size() == size) {
                  position = order.position(rows);
                }
              }
              return new Slice<>(views, next);
            }
          }
        });
  }

  private long count(Where where) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select count(*) from " + tables(where.named()) + where.sql())) {
            where.bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /**
   * The table alone where nothing is asked of the others: each row of it joins exactly one of each
   * other, which PostgreSQL does not find out by itself.
   */
  private String tables(String asked) {
    String alone = own;
    if (alone == null) {
      return from;
    }
    String alias = alone.substring(alone.lastIndexOf(' ') + 1);
    return QUALIFIER.matcher(asked).results().allMatch(m -> m.group(1).equals(alias))
        ? alone
        : from;
  }

  private Optional<V> first(String sql, Where where) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            where.bind(statement, 1);
            return read(statement).stream().findFirst();
          }
        });
  }

  private List<V> read(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<V> views = new ArrayList<>();
      while (rows.next()) {
        views.add(mapper.map(rows));
      }
      return views;
    }
  }

  /** Collects what a listing offers. */
  public static final class Builder<V> {
    private final Transactions transactions;
    private final Class<V> type;
    private final String select;
    private final String from;
    private final String key;
    private final RowMapper<V> mapper;
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final List<WordSearch.Field> searched = new ArrayList<>();
    private final Map<String, SortKey> sortKeys = new LinkedHashMap<>();
    private String defaultOrder = "id";
    private int wholeLimit = WHOLE_LIMIT;
    private @Nullable String own;

    private Builder(
        Transactions transactions,
        Class<V> type,
        String select,
        String from,
        String key,
        RowMapper<V> mapper) {
      this.transactions = transactions;
      this.type = type;
      this.select = select;
      this.from = from;
      this.key = key;
      this.mapper = mapper;
      sortKeys.put("id", new SortKey(key, "bigint", false));
    }

    /** A query parameter that narrows the list. */
    public Builder<V> filter(String parameter, Filter filter) {
      filters.put(parameter, filter);
      return this;
    }

    /** The expressions in one of which every search word must be found. */
    public Builder<V> search(String... expressions) {
      for (String expression : expressions) {
        searched.add(WordSearch.Field.text(expression));
      }
      return this;
    }

    /** A day, written as {@code YYYY-MM-DD}, in which a word of digits and hyphens may be found. */
    public Builder<V> searchDay(String expression) {
      searched.add(WordSearch.Field.day(expression));
      return this;
    }

    /**
     * A name to order by.
     *
     * @param sqlType the type of the expression, in which a cursor's text is read back
     */
    public Builder<V> order(String name, String expression, String sqlType) {
      sortKeys.put(name, new SortKey(expression, sqlType, false));
      return this;
    }

    /** A name to order by whose value may be null; nulls come last. */
    public Builder<V> orderNullable(String name, String expression, String sqlType) {
      sortKeys.put(name, new SortKey(expression, sqlType, true));
      return this;
    }

    /** The order when the client names none, as a client would write it. */
    public Builder<V> defaultOrder(String ordering) {
      this.defaultOrder = ordering;
      return this;
    }

    /**
     * The one table, with its alias, of which each row is a row of the list, when all others are
     * joined by references that are never null; counts that need only it are cheaper then.
     */
    public Builder<V> own(String table) {
      this.own = table;
      return this;
    }

    /** How many rows an export may hold, when not the usual number. */
    public Builder<V> wholeLimit(int rows) {
      this.wholeLimit = rows;
      return this;
    }

    public Listing<V> build() {
      return new Listing<>(this);
    }
  }
}
