package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.PersonalSheet;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a term as the institution announces them: published and frozen ones, by section.
 *
 * @param program the program that the students are in; "" for all of them
 * @param sections in order of the courses' codes
 */
public record Gazette(String term, String program, List<Section> sections)
    implements PersonalSheet {
  public Gazette {
    sections = List.copyOf(sections);
  }

  @Override
  public List<Line> personalRows() {
    return sections.stream().flatMap(section -> section.results().stream()).toList();
  }

  /**
   * The results of one section.
   *
   * @param teacher the teacher's name, or what stands for it
   * @param passed how many passed; transfer credits are in no gazette
   * @param undecided neither passed nor failed, such as incompletes and withdrawals
   * @param results in order of the registration numbers
   */
  public record Section(
      SectionName section,
      String teacher,
      int passed,
      int failed,
      int undecided,
      List<Line> results) {
    public Section {
      results = List.copyOf(results);
    }
  }

  /**
   * One result.
   *
   * @param student the student's id
   * @param gradePoints null when the grade enters no average
   * @param outcome passed, failed or undecided
   */
  public record Line(
      long student,
      String regNo,
      String name,
      String grade,
      @Nullable BigDecimal gradePoints,
      int credits,
      String state,
      String outcome)
      implements Personal {}
}
