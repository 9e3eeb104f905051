package edu.fmu.sims.requests;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.requests.Fulfilment.Wish;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.Clock;

/** Requests of students and the office's answers. */
public final class RequestService {
  private final Clock clock;
  private final Fulfilment fulfilment;
  private final Listing<RequestView> listing;
  private final Records<StudentRequest, RequestBody, RequestView> records;

  public RequestService(
      Transactions transactions, AuditLog audit, Fulfilment fulfilment, Clock clock) {
    this.clock = clock;
    this.fulfilment = fulfilment;
    this.listing =
        Listing.of(
                transactions,
                RequestView.class,
                RequestView.COLUMNS,
                "student_request q join student st on st.id = q.student_id",
                "q.id",
                RequestView::of)
            .filter("student", Filter.number("q.student_id"))
            .filter("type", Filter.text("q.type"))
            .filter("status", Filter.text("q.status"))
            .search("st.reg_no", "q.type", "q.status")
            .order("created_at", "q.created_at", "timestamptz")
            .order("updated_at", "q.updated_at", "timestamptz")
            .defaultOrder("-created_at")
            .build();
    this.records =
        new Records<>(
            transactions, audit, listing, "Request", StudentRequest.class, RequestView::body);
  }

  private static Scope scope(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR, EXAM_CELL -> Scope.ALL;
      case STUDENT ->
          where -> {
            Long own = caller.studentId();
            if (own == null) {
              where.none();
            } else {
              where.and("q.student_id = ?", own);
            }
          };
      case FACULTY, NONE -> where -> where.none();
    };
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<RequestView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  RequestView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  RequestView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(caller, id), id, asOf);
  }

  /**
   * Files a request.
   *
   * @throws Problem 403 for a Student who asks in another's name
   */
  RequestView create(Caller caller, Input<RequestBody> input) {
    return records.create(
        caller, input, body -> new StudentRequest(body, studentOf(caller, body), clock.instant()));
  }

  RequestView replace(Caller caller, long id, Input<RequestBody> input, IfMatch condition) {
    return records.replace(
        caller, id, scope(caller), input, condition, (held, body) -> change(caller, held, body));
  }

  RequestView patch(Caller caller, long id, Input<RequestBody> input, IfMatch condition) {
    return records.patch(
        caller, id, scope(caller), input, condition, (held, body) -> change(caller, held, body));
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, scope(caller), condition, request -> {});
  }

  /**
   * Takes a step of the state machine. Completion issues what was asked for: both happen, or
   * neither.
   *
   * @throws Problem 400 for a step that it lacks, 409 while a hold bars the document
   */
  RequestView transition(Caller caller, long id, String next, Wish wish, IfMatch condition) {
    return records.act(
        caller,
        id,
        scope(caller),
        condition,
        request -> {
          request.transition(next, caller, clock.instant());
          if (request.isCompleted()) {
            request.answer(
                fulfilment.fulfil(caller, id, request.type(), request.studentId(), wish));
          }
        });
  }

  private void change(Caller caller, StudentRequest request, RequestBody body) {
    request.change(body, studentOf(caller, body), clock.instant());
  }

  private static long studentOf(Caller caller, RequestBody body) {
    Long named = body.student();
    if (!caller.is(Role.STUDENT)) {
      if (named == null) {
        throw Problem.field("student", "This field is required.");
      }
      return named;
    }
    Long own = caller.studentId();
    if (own == null) {
      throw new Problem(ProblemType.FORBIDDEN, "Your account is tied to no student record.");
    }
    if (named != null && !named.equals(own)) {
      throw new Problem(ProblemType.FORBIDDEN, "You can ask for your own record only.");
    }
    return own;
  }
}
