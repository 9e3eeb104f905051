package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import java.time.Clock;
import org.hibernate.LockMode;

/**
 * Corrections of published grades. Whoever files or decides locks the result before the request, so
 * that of two who decide at once one succeeds, and none slips past a freeze.
 */
public final class ChangeService {
  private final Transactions transactions;
  private final Clock clock;
  private final ResultService results;
  private final Listing<ChangeView> listing;
  private final Records<ResultChange, ChangeBody, ChangeView> records;

  public ChangeService(
      Transactions transactions, AuditLog audit, Clock clock, ResultService results) {
    this.transactions = transactions;
    this.clock = clock;
    this.results = results;
    this.listing =
        Listing.of(
                transactions,
                ChangeView.class,
                ChangeView.COLUMNS,
                "result_change ch join result r on r.id = ch.result_id"
                    + " join section s on s.id = r.section_id"
                    + " join term t on t.id = s.term_id join course c on c.id = s.course_id"
                    + " join student st on st.id = r.student_id",
                "ch.id",
                ChangeView::of)
            .filter("result", Filter.number("ch.result_id"))
            .filter("status", Filter.text("ch.status"))
            .search("st.reg_no", "ch.status")
            .order("requested_at", "ch.requested_at", "timestamptz")
            .orderNullable("resolved_at", "ch.resolved_at", "timestamptz")
            .build();
    this.records =
        new Records<>(
            transactions, audit, listing, "ResultChange", ResultChange.class, ChangeView::body);
  }

  private static Scope scope(Caller caller) {
    return SectionScope.of(caller, "s.teacher_id", "r.student_id = ?");
  }

  Page<ChangeView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  ChangeView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** What became of a request, as the one who decided is told. */
  public record Decided(String message, ResultView result, ChangeView change) {}

  /**
   * Files a request.
   *
   * @throws Problem 404 for a result out of the caller's reach, 400 unless it is published
   */
  ChangeView request(Caller caller, Input<ChangeBody> input) {
    ChangeBody body = input.value();
    return transactions.call(
        () -> {
          results.get(caller, body.resultId());
          lock(body.resultId(), LockMode.PESSIMISTIC_READ).requireChangeable();
          return records.create(caller, new ResultChange(body, caller, clock.instant()));
        });
  }

  /**
   * Approves or rejects a request; an approved grade holds from the same moment.
   *
   * @param condition the version of the request that was decided on
   * @throws Problem 404 for an unknown request, 412 for another version, 400 for a resolved one,
   *     409 for the requester and for an approval after the result was frozen
   */
  Decided decide(Caller caller, long changeId, boolean approved, IfMatch condition) {
    return transactions.call(
        () -> {
          ChangeView filed = listing.get(changeId, scope(caller));
          lock(filed.result(), LockMode.PESSIMISTIC_WRITE);
          ChangeView change =
              records.act(
                  caller,
                  changeId,
                  Scope.ALL,
                  condition,
                  held -> {
                    if (approved) {
                      held.approve(caller, clock.instant());
                    } else {
                      held.reject(caller, clock.instant());
                    }
                  });
          ResultView result =
              approved
                  ? results.applyChange(caller, filed.result(), change.newGrade())
                  : results.get(caller, filed.result());
          String message = approved ? "Change approved and applied." : "Change rejected.";
          return new Decided(message, result, listing.get(changeId, Scope.ALL));
        });
  }

  private Result lock(long resultId, LockMode mode) {
    Result held = transactions.session().find(Result.class, resultId, mode);
    if (held == null) {
      throw Problem.notFound("Result");
    }
    return held;
  }
}
