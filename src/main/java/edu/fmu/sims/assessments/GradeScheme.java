package edu.fmu.sims.assessments;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which percentage earns which grade, and what a grade is worth in the GPA (rule 3). Whoever makes
 * one has checked that its lowest row starts at 0.
 *
 * @param name what people call it
 * @param rows the highest grade first
 */
public record GradeScheme(String name, List<Row> rows) {
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
              row("F", "0", "0.0")));

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
    return rows.stream().filter(row -> row.grade().equals(grade)).findFirst().map(Row::points);
  }

  private static Row row(String grade, String minPercentage, String points) {
    return new Row(grade, new BigDecimal(minPercentage), new BigDecimal(points));
  }
}
