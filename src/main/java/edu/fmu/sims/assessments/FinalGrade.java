package edu.fmu.sims.assessments;

import edu.fmu.sims.web.Personal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a student has earned in a section so far, and why (rule 3).
 *
 * @param student the student's id
 * @param percentage Σ score ÷ max × weight, half-up to 2 decimals
 * @param grade what the percentage earns before it is rounded
 * @param components every assessment of the section, also one without a score
 */
public record FinalGrade(
    long student, BigDecimal percentage, String grade, List<Component> components)
    implements Personal {
  public FinalGrade {
    components = List.copyOf(components);
  }

  /**
   * One assessment's part.
   *
   * @param assessment the assessment's id
   * @param score null when there is none, which counts as 0
   * @param contribution score ÷ max × weight, half-up to 2 decimals
   */
  public record Component(
      long assessment,
      String type,
      BigDecimal weight,
      @Nullable BigDecimal score,
      BigDecimal maxScore,
      BigDecimal contribution) {}
}
