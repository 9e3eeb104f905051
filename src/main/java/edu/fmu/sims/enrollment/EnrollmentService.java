package edu.fmu.sims.enrollment;

import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.academics.TermService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.records.Undo;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.List;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Enrollments: a seat each, in an open term, once per student and section. */
public final class EnrollmentService {
  private static final String PLACE =
      "select 1 from enrollment where section_id = ? and student_id = ? and status <> ?";

  private final Transactions transactions;
  private final Clock clock;
  private final StudentService students;
  private final SectionService sections;
  private final TermService terms;
  private final Listing<EnrollmentView> listing;
  private final Records<Enrollment, EnrollmentBody, EnrollmentView> records;

  public EnrollmentService(
      Transactions transactions,
      AuditLog audit,
      Clock clock,
      StudentService students,
      SectionService sections,
      TermService terms) {
    this.transactions = transactions;
    this.clock = clock;
    this.students = students;
    this.sections = sections;
    this.terms = terms;
    this.listing =
        Listing.of(
                transactions,
                EnrollmentView.class,
                EnrollmentView.COLUMNS,
                "enrollment e join section s on s.id = e.section_id"
                    + " join term t on t.id = s.term_id join course c on c.id = s.course_id"
                    + " join student st on st.id = e.student_id",
                "e.id",
                EnrollmentView::of)
            .own("enrollment e")
            .filter("student", Filter.number("e.student_id"))
            .filter("section", Filter.number("e.section_id"))
            .filter("term", Filter.text("t.name"))
            .filter("status", Filter.text("e.status"))
            .search("st.reg_no", "c.code", "e.status")
            .order("status", "e.status", "text")
            .order("enrolled_at", "e.enrolled_at", "timestamptz")
            .build();
    this.records =
        new Records<>(
            transactions, audit, listing, "Enrollment", Enrollment.class, EnrollmentView::body);
  }

  private static Scope scope(Caller caller) {
    return SectionScope.of(caller, "s.teacher_id", "e.student_id = ?");
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<EnrollmentView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  EnrollmentView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  EnrollmentView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(
        caller, get(caller, id), id, asOf, then -> sections.demandReach(caller, then.section()));
  }

  EnrollmentView create(Caller caller, Input<EnrollmentBody> input) {
    return enroll(caller, input.value());
  }

  /**
   * Gives the student a seat in the section.
   *
   * @throws Problem 404 for an unknown student or section, 409 when enrolled already, 400 when the
   *     term is closed or the section full
   */
  EnrollmentView enroll(Caller caller, long sectionId, long studentId) {
    sections.get(caller, sectionId);
    students.get(caller, studentId);
    return enroll(caller, new EnrollmentBody(studentId, sectionId, null, null));
  }

  EnrollmentView replace(Caller caller, long id, Input<EnrollmentBody> input, IfMatch condition) {
    return records.replace(caller, id, scope(caller), input, condition, this::change);
  }

  EnrollmentView patch(Caller caller, long id, Input<EnrollmentBody> input, IfMatch condition) {
    return records.patch(caller, id, scope(caller), input, condition, this::change);
  }

  /**
   * Gives and changes many places; those at fault are named, and none of them is written. A dropped
   * place is taken up again.
   */
  public Outcome writeAll(Caller caller, List<Draft<EnrollmentBody>> drafts) {
    return records
        .sets(EnrollmentView::id)
        .write(
            caller,
            drafts,
            body -> {
              checkTerm(body);
              return new Enrollment(body, clock.instant());
            },
            (place, body) -> {
              if (place.isDropped()) {
                checkTerm(body);
                place.takeUpAgain(body.status(), clock.instant());
              } else {
                change(place, body);
              }
            });
  }

  /** Takes back what {@link #writeAll} did, as far as nothing depends on it. */
  public List<Fault> undoAll(Caller caller, List<Undo<EnrollmentBody>> undos) {
    return records.sets(EnrollmentView::id).undo(caller, undos, this::change, place -> {});
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, scope(caller), condition, enrollment -> {});
  }

  /**
   * Refuses a record about a student who does not hold a place in the section: one never enrolled,
   * or dropped since.
   *
   * @throws Problem 400 on {@code student}
   */
  public void requireEnrolled(long section, long student) {
    boolean enrolled =
        transactions.sql(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(PLACE)) {
                select.setLong(1, section);
                select.setLong(2, student);
                select.setString(3, Enrollment.DROPPED);
                return select.executeQuery().next();
              }
            });
    if (!enrolled) {
      throw Problem.field("student", "The student is not enrolled in the section.");
    }
  }

  private EnrollmentView enroll(Caller caller, EnrollmentBody body) {
    return transactions.call(
        () -> {
          checkTerm(body);
          Enrollment former = find(body.student(), body.section());
          if (former == null) {
            return records.create(caller, new Enrollment(body, clock.instant()));
          }
          if (!former.isDropped()) {
            throw Problem.on(
                ProblemType.DUPLICATE,
                "student",
                "The student is enrolled in this section already.");
          }
          return records.act(
              caller,
              former.id(),
              Scope.ALL,
              IfMatch.ANY,
              dropped -> dropped.takeUpAgain(body.status(), clock.instant()));
        });
  }

  private void change(Enrollment enrollment, EnrollmentBody body) {
    checkTerm(body);
    enrollment.change(body);
  }

  /** A term in the body must exist and be the section's; it was free text once. */
  private void checkTerm(EnrollmentBody body) {
    String named = body.term();
    if (named == null) {
      return;
    }
    terms.idOf(named);
    String actual = sections.termOf(body.section());
    if (actual != null && !actual.equals(named)) {
      throw Problem.field("term", "The section belongs to the term " + actual + ".");
    }
  }

  private @Nullable Enrollment find(long student, long section) {
    return transactions
        .session()
        .createSelectionQuery(
            "from Enrollment where studentId = :student and sectionId = :section", Enrollment.class)
        .setParameter("student", student)
        .setParameter("section", section)
        .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
        .getSingleResultOrNull();
  }
}
