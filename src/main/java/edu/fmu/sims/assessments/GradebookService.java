package edu.fmu.sims.assessments;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.assessments.Gradebook.Cell;
import edu.fmu.sims.assessments.Gradebook.Column;
import edu.fmu.sims.assessments.Gradebook.Line;
import edu.fmu.sims.assessments.Marks.Assessed;
import edu.fmu.sims.assessments.Marks.Graded;
import edu.fmu.sims.assessments.Marks.Mark;
import edu.fmu.sims.persistence.Transactions;
import java.util.List;

/** Reads the gradebook of a section, in three statements. */
public final class GradebookService {
  private final SectionService sections;
  private final MarkRepository marks;

  public GradebookService(Transactions transactions, SectionService sections) {
    this.sections = sections;
    this.marks = new MarkRepository(transactions);
  }

  /**
   * The gradebook; students by registration number.
   *
   * @throws edu.fmu.sims.web.Problem 404 when there is no such section for the caller
   */
  Gradebook of(Caller caller, long section) {
    sections.get(caller, section);
    Marks all = marks.of(section);
    return new Gradebook(
        section,
        all.assessments().stream()
            .map(a -> new Column(a.id(), a.type(), a.weight(), a.maxScore()))
            .toList(),
        all.students().stream().map(student -> line(student, all.assessments())).toList());
  }

  private static Line line(Graded student, List<Assessed> assessments) {
    return new Line(
        student.student(),
        student.regNo(),
        student.name(),
        assessments.stream().map(a -> cell(a, student)).toList());
  }

  private static Cell cell(Assessed assessment, Graded student) {
    Mark mark = student.scores().get(assessment.id());
    return mark == null
        ? new Cell(assessment.id(), null, assessment.maxScore(), null)
        : new Cell(assessment.id(), mark.score(), mark.maxScore(), mark.version());
  }
}
