package edu.fmu.sims.assessments;

import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;

/**
 * Assessments. That a section's weights make 100 at most is held by the database, which lets one
 * writer of a section pass at a time.
 */
public final class AssessmentService {
  private static final String HAS_SCORES =
      "select 1 from assessment_score where assessment_id = ? limit 1";

  private final Transactions transactions;
  private final SectionService sections;
  private final Listing<AssessmentView> listing;
  private final Records<Assessment, AssessmentBody, AssessmentView> records;

  public AssessmentService(Transactions transactions, AuditLog audit, SectionService sections) {
    this.transactions = transactions;
    this.sections = sections;
    this.listing =
        Listing.of(
                transactions,
                AssessmentView.class,
                AssessmentView.COLUMNS,
                "assessment a join section s on s.id = a.section_id"
                    + " join course c on c.id = s.course_id",
                "a.id",
                AssessmentView::of)
            .filter("section", Filter.number("a.section_id"))
            .filter("type", Filter.text("a.type"))
            .search("c.code", "a.type")
            .order("weight", "a.weight", "numeric")
            .build();
    this.records =
        new Records<>(
            transactions, audit, listing, "Assessment", Assessment.class, AssessmentView::body);
  }

  /** A Student sees the assessments of the sections in which the student holds a place. */
  private static Scope scope(Caller caller) {
    return SectionScope.of(
        caller,
        "s.teacher_id",
        "a.section_id in (select e.section_id from enrollment e"
            + " where e.student_id = ? and e.status <> 'dropped')");
  }

  Page<AssessmentView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  AssessmentView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  AssessmentView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(
        caller, get(caller, id), id, asOf, then -> sections.demandReach(caller, then.section()));
  }

  AssessmentView create(Caller caller, Input<AssessmentBody> input) {
    AssessmentBody body = input.value();
    return transactions.call(
        () -> {
          sections.writable(caller, body.section());
          return records.create(caller, new Assessment(body));
        });
  }

  AssessmentView replace(Caller caller, long id, Input<AssessmentBody> input, IfMatch condition) {
    return records.replace(
        caller, id, scope(caller), input, condition, (held, body) -> change(caller, held, body));
  }

  AssessmentView patch(Caller caller, long id, Input<AssessmentBody> input, IfMatch condition) {
    return records.patch(
        caller, id, scope(caller), input, condition, (held, body) -> change(caller, held, body));
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, scope(caller), condition, assessment -> {});
  }

  private void change(Caller caller, Assessment assessment, AssessmentBody body) {
    if (assessment.sectionId() != body.section()) {
      sections.writable(caller, body.section());
      if (hasScores(assessment.id())) {
        throw Problem.on(
            ProblemType.CONFLICT,
            "section",
            "Students of its section have scores in it; it stays there.");
      }
    }
    assessment.change(body);
  }

  private boolean hasScores(long assessment) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(HAS_SCORES)) {
            select.setLong(1, assessment);
            return select.executeQuery().next();
          }
        });
  }
}
