package edu.fmu.sims.assessments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import edu.fmu.sims.web.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which percentage earns which grade, and what a grade is worth in the GPA (rule 3). Whoever makes
 * one has checked that its lowest row starts at 0.
 *
 * @param name what people call it
 * @param rows the highest grade first
 * @param rules how averages are made
 */
public record GradeScheme(String name, List<Row> rows, GradeRules rules) {
  /** What holds where no scheme is in force. */
  public static final GradeScheme DEFAULT =
      new GradeScheme(
          "University default",
          List.of(
              row("A+", "90", "4.0"),
              row("A", "85", "4.0"),
              row("B+", "80", "3.5"),
              row("B", "75", "3.0"),
              row("C+", "70", "2.5"),
              row("C", "65", "2.0"),
              row("D", "60", "1.0"),
              row("F", "0", "0.0")),
          GradeRules.DEFAULT);

  private static final TypeReference<List<Row>> ROWS = new TypeReference<>() {};

  public GradeScheme {
    rows = rows.stream().sorted(Comparator.comparing(Row::minPercentage).reversed()).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a grade scheme needs rows");
    }
  }

  /**
   * @param minPercentage the least percentage that earns the grade
   * @param points grade points per credit hour
   */
  public record Row(String grade, BigDecimal minPercentage, BigDecimal points) {}

  /**
   * The grade that the percentage earns.
   *
   * @param percentage not rounded; below the lowest row it earns the lowest grade
   */
  public String gradeFor(BigDecimal percentage) {
    return rows.stream()
        .filter(row -> percentage.compareTo(row.minPercentage()) >= 0)
        .findFirst()
        .orElseGet(rows::getLast)
        .grade();
  }

  /** The points of the grade; empty for a grade that the scheme does not know. */
  public Optional<BigDecimal> pointsFor(String grade) {
    return rowOf(grade).map(Row::points);
  }

  /** The row of the grade; empty for a grade that the scheme does not know. */
  public Optional<Row> rowOf(String grade) {
    return rows.stream().filter(row -> row.grade().equals(grade)).findFirst();
  }

  /**
   * Rows as the database gives them.
   *
   * @param json null for none
   */
  public static List<Row> rowsOf(@Nullable String json) {
    try {
      return json == null ? List.of() : Json.MAPPER.readValue(json, ROWS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("grade_scheme_row", e);
    }
  }

  private static Row row(String grade, String minPercentage, String points) {
    return new Row(grade, new BigDecimal(minPercentage), new BigDecimal(points));
  }
}
