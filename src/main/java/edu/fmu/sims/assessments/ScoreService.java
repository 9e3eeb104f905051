package edu.fmu.sims.assessments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.LoggedSets;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.records.Undo;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Scores, one per assessment and student, of students who hold a place in the section. */
public final class ScoreService {
  private static final String SECTION =
      "select s.id, s.teacher_id from assessment a join section s on s.id = a.section_id"
          + " where a.id = ?";

  /** The name of the kind in the log. */
  static final String MODEL = "AssessmentScore";

  private final Transactions transactions;
  private final EnrollmentService enrollments;
  private final Listing<ScoreView> listing;
  private final Records<Score, ScoreBody, ScoreView> records;

  public ScoreService(Transactions transactions, AuditLog audit, EnrollmentService enrollments) {
    this.transactions = transactions;
    this.enrollments = enrollments;
    this.listing =
        Listing.of(
                transactions,
                ScoreView.class,
                ScoreView.COLUMNS,
                "assessment_score sc join assessment a on a.id = sc.assessment_id"
                    + " join section s on s.id = a.section_id"
                    + " join course c on c.id = s.course_id"
                    + " join student st on st.id = sc.student_id",
                "sc.id",
                ScoreView::of)
            .own("assessment_score sc")
            .filter("assessment", Filter.number("sc.assessment_id"))
            .filter("student", Filter.number("sc.student_id"))
            .filter("assessment__section", Filter.number("a.section_id"))
            .search("c.code", "st.reg_no")
            .order("score", "sc.score", "numeric")
            .order("max_score", "sc.max_score", "numeric")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, MODEL, Score.class, ScoreView::body)
            .loggedAs(new Cells());
  }

  /** Cells of a gradebook that were written together: an entry for each assessment. */
  static final class Cells implements LoggedSets {
    /** The object of the entries about cells of that assessment. */
    static String object(long assessment) {
      return assessment + "/*";
    }

    /** Where in such an entry the cell of that student stands. */
    static String key(long assessment, long student) {
      return assessment + "/" + student;
    }

    @Override
    public String object(JsonNode score) {
      return object(score.path("assessment").longValue());
    }

    @Override
    public String key(JsonNode score) {
      return key(score.path("assessment").longValue(), score.path("student").longValue());
    }

    @Override
    public void restore(JsonNode former, ObjectNode score) {
      score.setAll((ObjectNode) former);
    }
  }

  private static Scope scope(Caller caller) {
    return SectionScope.of(caller, "s.teacher_id", "sc.student_id = ?");
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<ScoreView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  ScoreView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  ScoreView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(
        caller,
        get(caller, id),
        id,
        asOf,
        then -> {
          if (caller.is(Role.FACULTY)
              && place(caller, then.assessment()).filter(Place::own).isEmpty()) {
            throw Problem.notFound(MODEL);
          }
        });
  }

  ScoreView create(Caller caller, Input<ScoreBody> input) {
    ScoreBody body = input.value().checked();
    return transactions.call(
        () -> {
          checkCell(caller, body);
          return records.create(caller, new Score(body));
        });
  }

  ScoreView replace(Caller caller, long id, Input<ScoreBody> input, IfMatch condition) {
    return records.replace(
        caller, id, scope(caller), input, condition, (held, body) -> change(caller, held, body));
  }

  ScoreView patch(Caller caller, long id, Input<ScoreBody> input, IfMatch condition) {
    return records.patch(
        caller, id, scope(caller), input, condition, (held, body) -> change(caller, held, body));
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, scope(caller), condition, score -> {});
  }

  /** Takes back scores that were written together. */
  public List<Fault> undoAll(Caller caller, List<Undo<ScoreBody>> undos) {
    return records
        .sets(ScoreView::id)
        .undo(caller, undos, (held, body) -> change(caller, held, body), score -> {});
  }

  private void change(Caller caller, Score score, ScoreBody body) {
    body.checked();
    if (!score.isCell(body)) {
      checkCell(caller, body);
    }
    score.change(body);
  }

  /** The assessment is there and the caller's to mark, the student in its section. */
  private void checkCell(Caller caller, ScoreBody body) {
    Place place =
        place(caller, body.assessment())
            .orElseThrow(() -> Problem.field("assessment", "There is no such assessment."));
    if (caller.is(Role.FACULTY) && !place.own()) {
      throw new Problem(ProblemType.FORBIDDEN, "This is not one of your own sections.");
    }
    enrollments.requireEnrolled(place.section(), body.student());
  }

  /**
   * Where an assessment belongs.
   *
   * @param own whether the caller teaches the section
   */
  private record Place(long section, boolean own) {}

  private Optional<Place> place(Caller caller, long assessment) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SECTION)) {
            select.setLong(1, assessment);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Place(
                          row.getLong("id"),
                          Objects.equals(Rows.longOrNull(row, "teacher_id"), caller.userId())))
                  : Optional.empty();
            }
          }
        });
  }
}
