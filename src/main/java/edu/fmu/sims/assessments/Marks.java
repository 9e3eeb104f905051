package edu.fmu.sims.assessments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a section is graded by.
 *
 * @param assessments in the order in which they were made
 * @param students who holds a place in the section, by registration number
 */
record Marks(List<Assessed> assessments, List<Graded> students) {
  /**
   * @param maxScore what most scores of it count up to; 100 while it has none
   */
  record Assessed(long id, String type, BigDecimal weight, BigDecimal maxScore) {}

  /**
   * @param program the id of the student's program
   * @param intake when the student was taken in; null if not known
   * @param scores by assessment
   */
  record Graded(
      long student,
      String regNo,
      String name,
      long program,
      @Nullable LocalDate intake,
      Map<Long, Mark> scores) {
    Graded(long student, String regNo, String name, long program, Map<Long, Mark> scores) {
      this(student, regNo, name, program, null, scores);
    }
  }

  /** A score, and which version of it this is. */
  record Mark(BigDecimal score, BigDecimal maxScore, int version) {}
}
