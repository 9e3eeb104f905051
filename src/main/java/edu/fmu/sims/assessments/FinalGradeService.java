package edu.fmu.sims.assessments;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.assessments.FinalGrade.Component;
import edu.fmu.sims.assessments.Marks.Assessed;
import edu.fmu.sims.assessments.Marks.Graded;
import edu.fmu.sims.assessments.Marks.Mark;
import edu.fmu.sims.persistence.Transactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Final grades from scores (rule 3): Σ score ÷ max × weight, where a missing score is 0. The grade
 * comes from the scheme of the student's program and intake that is in force when the section's
 * term starts; today, when the term has no start.
 */
public final class FinalGradeService {
  private final SectionService sections;
  private final GradeSchemeService schemes;
  private final MarkRepository marks;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's: what "today" means
   */
  public FinalGradeService(
      Transactions transactions,
      SectionService sections,
      GradeSchemeService schemes,
      Clock clock,
      ZoneId zone) {
    this.sections = sections;
    this.schemes = schemes;
    this.marks = new MarkRepository(transactions);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The grades of everyone who holds a place in the section, by registration number.
   *
   * @throws edu.fmu.sims.web.Problem 404 when there is no such section for the caller
   */
  public List<FinalGrade> of(Caller caller, long sectionId) {
    sections.get(caller, sectionId);
    LocalDate start = marks.termStart(sectionId, LocalDate.now(clock.withZone(zone)));
    GradeSchemes inForce = schemes.inForce(start);
    Marks all = marks.of(sectionId);
    return all.students().stream()
        .map(
            student ->
                grade(student, all.assessments(), inForce.of(student.program(), student.intake())))
        .toList();
  }

  static FinalGrade grade(Graded student, List<Assessed> assessments, GradeScheme scheme) {
    Fraction total = Fraction.ZERO;
    List<Component> components = new ArrayList<>();
    for (Assessed assessment : assessments) {
      Mark mark = student.scores().get(assessment.id());
      BigDecimal max = mark == null ? assessment.maxScore() : mark.maxScore();
      Fraction part =
          mark == null
              ? Fraction.ZERO
              : new Fraction(mark.score().multiply(assessment.weight()), max);
      total = total.plus(part);
      components.add(
          new Component(
              assessment.id(),
              assessment.type(),
              assessment.weight(),
              mark == null ? null : mark.score(),
              max,
              part.rounded()));
    }
    return new FinalGrade(
        student.student(), total.rounded(), scheme.gradeFor(total.by(scheme.rules())), components);
  }
}
