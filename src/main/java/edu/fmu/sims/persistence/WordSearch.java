package edu.fmu.sims.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The search of a list: each word must be found in one of the fields. A rare word is looked for
 * first, by one select a field, so that each can use the index of its own table; one that many rows
 * hold is rather looked for in the rows as they come, up to a full page.
 */
final class WordSearch {
  /** Shorter words are in no trigram index. */
  private static final int TRIGRAM = 3;

  /** From so many rows on it is cheaper to walk the list than to collect what holds the word. */
  private static final int MANY = 10_000;

  private final Transactions transactions;
  private final String key;
  private final UnaryOperator<String> tables;
  private final List<Field> searched;

  /**
   * @param key the expression of a row's id
   * @param tables gives what to select an expression from
   */
  WordSearch(
      Transactions transactions, String key, UnaryOperator<String> tables, List<Field> searched) {
    this.transactions = transactions;
    this.key = key;
    this.tables = tables;
    this.searched = searched;
  }

  /**
   * What words are looked for in.
   *
   * @param words what a word must look like to be in it at all
   */
  record Field(String expression, Pattern words) {
    private static final Pattern ANY_WORD = Pattern.compile(".+", Pattern.DOTALL);
    private static final Pattern PART_OF_A_DAY = Pattern.compile("[0-9-]{1,10}");

    static Field text(String expression) {
      return new Field(expression, ANY_WORD);
    }

    static Field day(String expression) {
      return new Field(expression + "::text", PART_OF_A_DAY);
    }

    boolean mayHold(String word) {
      return words.matcher(word).matches();
    }
  }

  void restrict(List<String> words, Where where) {
    if (words.isEmpty() || searched.isEmpty()) {
      return;
    }
    Set<String> common = common(words);
    List<String> found = new ArrayList<>();
    List<Object> patterns = new ArrayList<>();
    for (String word : words) {
      List<Field> fields = fields(word);
      if (fields.isEmpty()) {
        where.none();
      } else if (common.contains(word)) {
        String matches =
            fields.stream()
                .map(field -> field.expression() + " ilike ?")
                .collect(Collectors.joining(" or "));
        where.matching(matches, patterns(word));
      } else {
        found.add("(" + found(word) + ")");
        patterns.addAll(List.of(patterns(word)));
      }
    }
    if (!found.isEmpty()) {
      where.among(key, String.join(" intersect ", found), patterns.toArray());
    }
  }

  private List<Field> fields(String word) {
    return searched.stream().filter(field -> field.mayHold(word)).toList();
  }

  private String found(String word) {
    return fields(word).stream()
        .map(Field::expression)
        .map(
            field ->
                "select " + key + " from " + tables.apply(field) + " where " + field + " ilike ?")
        .collect(Collectors.joining(" union all "));
  }

  private Object[] patterns(String word) {
    Object[] patterns = new Object[fields(word).size()];
    Arrays.fill(patterns, "%" + Filter.likeLiteral(word) + "%");
    return patterns;
  }

  /** The words that many rows hold, and those that no index helps to find. */
  private Set<String> common(List<String> words) {
    Set<String> common = new HashSet<>();
    List<String> tried = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    Where parameters = new Where();
    for (String word : words) {
      if (word.codePointCount(0, word.length()) < TRIGRAM) {
        common.add(word);
      } else if (!fields(word).isEmpty()) {
        tried.add(word);
        counts.add("(select count(*) from (" + found(word) + " limit " + MANY + ") found)");
        parameters.matching("", patterns(word));
      }
    }
    if (tried.isEmpty()) {
      return common;
    }
    return transactions.sql(
        connection -> {
          String sql = "select " + String.join(", ", counts);
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              for (int i = 0; i < tried.size(); i++) {
                if (row.getInt(i + 1) == MANY) {
                  common.add(tried.get(i));
                }
              }
              return common;
            }
          }
        });
  }
}
