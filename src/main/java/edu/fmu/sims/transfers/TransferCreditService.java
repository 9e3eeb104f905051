package edu.fmu.sims.transfers;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Records and withdraws transfer credits. */
public final class TransferCreditService {
  private final Clock clock;
  private final Listing<TransferCreditView> listing;
  private final Records<TransferCredit, TransferCreditBody, TransferCreditView> records;

  public TransferCreditService(Transactions transactions, AuditLog audit, Clock clock) {
    this.clock = clock;
    this.listing =
        Listing.of(
                transactions,
                TransferCreditView.class,
                TransferCreditView.COLUMNS,
                "transfer_credit x join student st on st.id = x.student_id"
                    + " join course c on c.id = x.course_id",
                "x.id",
                TransferCreditView::of)
            .filter("student", Filter.number("x.student_id"))
            .filter("course", Filter.number("x.course_id"))
            .filter("active", Filter.flag("(x.withdrawn_at is null)"))
            .search("st.reg_no", "c.code", "x.institution")
            .order("recorded_at", "x.recorded_at", "timestamptz")
            .defaultOrder("-recorded_at")
            .build();
    this.records =
        new Records<>(
            transactions,
            audit,
            listing,
            "TransferCredit",
            TransferCredit.class,
            TransferCreditView::body);
  }

  /** Teachers meet transfer credits in the record of a student, not here. */
  private static Scope scope(Caller caller) {
    return caller.role() == Role.FACULTY
        ? where -> where.none()
        : StudentService.scope(caller, "x.student_id");
  }

  Page<TransferCreditView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  TransferCreditView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  TransferCreditView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(caller, id), id, asOf);
  }

  TransferCreditView create(Caller caller, Input<TransferCreditBody> input) {
    return records.create(caller, input, body -> new TransferCredit(body, caller, now()));
  }

  /**
   * Takes a credit back; the record then counts it no more.
   *
   * @throws edu.fmu.sims.web.Problem 409 when it is withdrawn already
   */
  TransferCreditView withdraw(Caller caller, long id, String reason, IfMatch condition) {
    return records
        .because(reason)
        .act(
            caller, id, scope(caller), condition, credit -> credit.withdraw(reason, caller, now()));
  }

  /** As the database keeps it: to the microsecond. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
