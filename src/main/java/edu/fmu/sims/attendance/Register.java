package edu.fmu.sims.attendance;

import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.PersonalSheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The register of a section for one day.
 *
 * @param students everyone who holds a place in the section, by registration number
 */
public record Register(long section, LocalDate date, List<Line> students) implements PersonalSheet {
  /**
   * One student's line.
   *
   * @param status "" when nothing is recorded yet
   * @param percentage of all days so far
   */
  public record Line(
      long student, String regNo, String name, String status, String reason, BigDecimal percentage)
      implements Personal {}

  @Override
  public List<? extends Personal> personalRows() {
    return students;
  }
}
