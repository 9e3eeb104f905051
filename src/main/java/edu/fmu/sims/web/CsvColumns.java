package edu.fmu.sims.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a list as CSV, named as the API names its fields. What a record tells of another
 * stands in columns of its own, such as {@code student_detail.reg_no}; the other's id has its
 * column already.
 */
public final class CsvColumns {
  static final String PART = ".";

  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private CsvColumns() {}

  /** Every column that rows of the type have. */
  private static List<String> of(Class<?> type) {
    List<String> heads = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().getAnnotation(JsonIgnore.class) != null) {
        continue;
      }
      String head = NAMES.translate(component.getName());
      if (component.getType().isRecord()) {
        of(component.getType()).stream()
            .filter(part -> !part.equals("id"))
            .forEach(part -> heads.add(head + PART + part));
      } else {
        heads.add(head);
      }
    }
    return heads;
  }

  /** The columns that a client wants of such rows, in its order; all of them when it names none. */
  static List<String> chosen(Class<?> type, List<String> wanted) {
    return wanted.isEmpty() ? of(type) : wanted.stream().distinct().toList();
  }

  /**
   * Refuses columns that such rows lack.
   *
   * @throws Problem 400 for a column that the rows lack
   */
  public static void require(Class<?> type, List<String> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    List<String> known = of(type);
    Optional<String> unknown = wanted.stream().filter(head -> !known.contains(head)).findFirst();
    if (unknown.isPresent()) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER,
          "columns",
          "There is no column " + unknown.get() + ". There are " + String.join(", ", known) + ".");
    }
  }
}
