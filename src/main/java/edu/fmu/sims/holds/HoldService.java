package edu.fmu.sims.holds;

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
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Places and lifts holds, and bars documents while one stands. */
public final class HoldService {
  private final Transactions transactions;
  private final Clock clock;
  private final Listing<HoldView> listing;
  private final Records<Hold, HoldBody, HoldView> records;

  public HoldService(Transactions transactions, AuditLog audit, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.listing =
        Listing.of(
                transactions,
                HoldView.class,
                HoldView.COLUMNS,
                "student_hold h join student st on st.id = h.student_id",
                "h.id",
                HoldView::of)
            .filter("student", Filter.number("h.student_id"))
            .filter("type", Filter.text("h.type"))
            .filter("active", Filter.flag("(h.released_at is null)"))
            .search("st.reg_no", "h.type", "h.reason")
            .order("placed_at", "h.placed_at", "timestamptz")
            .defaultOrder("-placed_at")
            .build();
    this.records = new Records<>(transactions, audit, listing, "Hold", Hold.class, HoldView::body);
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
              where.and("h.student_id = ?", own);
            }
          };
      case FACULTY, NONE -> where -> where.none();
    };
  }

  Page<HoldView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  HoldView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  HoldView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(caller, id), id, asOf);
  }

  HoldView create(Caller caller, Input<HoldBody> input) {
    return records.create(
        caller,
        input,
        body -> {
          lock(body.student(), "for no key update");
          return new Hold(body, caller, clock.instant());
        });
  }

  HoldView replace(Caller caller, long id, Input<HoldBody> input, IfMatch condition) {
    return records.replace(caller, id, scope(caller), input, condition, Hold::change);
  }

  HoldView patch(Caller caller, long id, Input<HoldBody> input, IfMatch condition) {
    return records.patch(caller, id, scope(caller), input, condition, Hold::change);
  }

  /**
   * Lifts a hold.
   *
   * @throws Problem 409 when it is lifted already
   */
  HoldView release(Caller caller, long id, String note, IfMatch condition) {
    return records.act(
        caller, id, scope(caller), condition, hold -> hold.release(note, caller, clock.instant()));
  }

  /**
   * Refuses while a hold stands. A hold that is placed at the same moment waits for the caller's
   * transaction, or this one for it: no document is issued after a hold was acknowledged.
   *
   * @throws Problem 409 with every reason under {@code student}
   */
  public void demandNone(long studentId) {
    lock(studentId, "for share");
    List<String> reasons = standing(studentId);
    if (!reasons.isEmpty()) {
      throw new Problem(
          ProblemType.HELD,
          "No document is issued while a hold stands: " + String.join("; ", reasons),
          Map.of("student", reasons));
    }
  }

  private void lock(long studentId, String mode) {
    transactions.sql(
        connection -> {
          try (PreparedStatement lock =
              connection.prepareStatement("select 1 from student where id = ? " + mode)) {
            lock.setLong(1, studentId);
            return lock.execute();
          }
        });
  }

  private List<String> standing(long studentId) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                      select type, reason from student_hold
                      where student_id = ? and released_at is null order by id""")) {
            select.setLong(1, studentId);
            try (ResultSet rows = select.executeQuery()) {
              List<String> found = new ArrayList<>();
              while (rows.next()) {
                found.add(label(rows.getString(1)) + ": " + rows.getString(2));
              }
              return found;
            }
          }
        });
  }

  private static String label(String type) {
    return switch (type) {
      case "dues" -> "Unpaid dues";
      case "disciplinary" -> "Disciplinary hold";
      default -> "Hold";
    };
  }
}
