package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Results one by one: who sees which, drafts, and the steps of a single one. */
public final class ResultService {
  private final Transactions transactions;
  private final Clock clock;
  private final SectionService sections;
  private final PublicationMails mails;
  private final Listing<ResultView> listing;
  private final Listing<ResultRow> rows;
  private final Records<Result, ResultBody, ResultView> records;

  public ResultService(
      Transactions transactions,
      AuditLog audit,
      Clock clock,
      SectionService sections,
      PublicationMails mails) {
    this.transactions = transactions;
    this.clock = clock;
    this.sections = sections;
    this.mails = mails;
    this.listing =
        Listing.of(
                transactions,
                ResultView.class,
                ResultView.COLUMNS,
                "result r join section s on s.id = r.section_id",
                "r.id",
                ResultView::of)
            .filter("student", Filter.number("r.student_id"))
            .filter("section", Filter.number("r.section_id"))
            .build();
    this.rows =
        Listing.of(
                transactions,
                ResultRow.class,
                ResultRow.COLUMNS,
                "result r join section s on s.id = r.section_id"
                    + " join course c on c.id = s.course_id"
                    + " join term t on t.id = s.term_id"
                    + " join student st on st.id = r.student_id",
                "r.id",
                ResultRow::of)
            .own("result r")
            .filter("student", Filter.number("r.student_id"))
            .filter("section", Filter.number("r.section_id"))
            .filter("state", Filter.text("r.state"))
            .filter("term", Filter.text("t.name"))
            .search("st.reg_no", "c.code", "r.final_grade")
            .orderNullable("published_at", "r.published_at", "timestamptz")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, "Result", Result.class, ResultView::body);
  }

  /** A Student sees no draft: a grade that nobody stands for yet. */
  private static Scope scope(Caller caller) {
    return SectionScope.of(
        caller, "s.teacher_id", "r.student_id = ? and r.state in ('published', 'frozen')");
  }

  /** The rows that the client asks for, within the caller's reach. */
  Page<ResultRow> rows(Caller caller, ListRequest request) {
    return rows.page(request, scope(caller));
  }

  /** The results of a student or a section, within the caller's reach. */
  public Page<ResultView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  /**
   * The result, if the caller may see it.
   *
   * @throws Problem 404
   */
  public ResultView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /**
   * {@link #get}, as the result stood then.
   *
   * @throws Problem 404 when it did not exist, for a Student was a draft, for Faculty was of
   *     another's section
   */
  ResultView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(
        caller,
        get(caller, id),
        id,
        asOf,
        then -> {
          sections.demandReach(caller, then.section());
          if (caller.is(Role.STUDENT) && !then.isPublished()) {
            throw Problem.notFound("Result");
          }
        });
  }

  ResultView create(Caller caller, Input<ResultBody> input) {
    return records.create(
        caller,
        input,
        body -> {
          sections.writable(caller, body.section());
          return new Result(body, caller);
        });
  }

  ResultView replace(Caller caller, long id, Input<ResultBody> input, IfMatch condition) {
    return records.replace(
        caller, id, scope(caller), input, condition, (held, body) -> propose(caller, held, body));
  }

  ResultView patch(Caller caller, long id, Input<ResultBody> input, IfMatch condition) {
    return records.patch(
        caller, id, scope(caller), input, condition, (held, body) -> propose(caller, held, body));
  }

  private void propose(Caller caller, Result result, ResultBody body) {
    sections.writable(caller, body.section());
    result.propose(body, caller);
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(
        caller,
        id,
        scope(caller),
        condition,
        result -> {
          result.prepareDeletion(caller);
          transactions.session().flush();
        });
  }

  /**
   * Publishes one result.
   *
   * @throws Problem 400 when it is published or frozen already
   */
  ResultView publish(Caller caller, long id, IfMatch condition) {
    return transactions.call(
        () -> {
          ResultView published =
              records.act(
                  caller, id, Scope.ALL, condition, result -> result.publish(caller, now()));
          mails.published(caller, List.of(published.student()));
          return published;
        });
  }

  /**
   * Freezes one result.
   *
   * @throws Problem 400 unless it is published
   */
  ResultView freeze(Caller caller, long id, IfMatch condition) {
    return records.act(caller, id, Scope.ALL, condition, result -> result.freeze(caller, now()));
  }

  /**
   * Takes over an approved grade, in the transaction that resolved the request.
   *
   * @throws Problem 409 when the result is frozen by now
   */
  ResultView applyChange(Caller caller, long id, String newGrade) {
    return records.act(
        caller, id, Scope.ALL, IfMatch.ANY, result -> result.applyChange(newGrade, caller));
  }

  /** As the database keeps it: to the microsecond. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
