package edu.fmu.sims.assessments;

import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.PersonalSheet;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section's marks as one sheet: a column per assessment, a row per student, a cell for each pair.
 *
 * @param section the section's id
 */
public record Gradebook(long section, List<Column> assessments, List<Line> students)
    implements PersonalSheet {
  @Override
  public List<Line> personalRows() {
    return students;
  }

  /**
   * @param maxScore what a new score in this column counts up to
   */
  public record Column(long id, String type, BigDecimal weight, BigDecimal maxScore) {}

  /**
   * @param student the student's id
   * @param scores one cell per assessment, in their order
   */
  public record Line(long student, String regNo, String name, List<Cell> scores)
      implements Personal {}

  /**
   * @param score null for an empty cell; 0 is a score
   * @param version what a writer of this cell must name; null for an empty cell
   */
  public record Cell(
      long assessment,
      @Nullable BigDecimal score,
      BigDecimal maxScore,
      @Nullable Integer version) {}
}
