package edu.fmu.sims.audit;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.persistence.Where;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import java.time.ZoneId;

/** Reads the log of who read whose personal records. */
public final class DisclosureTrail {
  private final Listing<DisclosureView> all;
  private final Listing<OwnDisclosureView> own;

  /**
   * @param zone the institution's, in which a date filter's day begins and ends
   */
  public DisclosureTrail(Transactions transactions, ZoneId zone) {
    all =
        Listing.of(
                transactions,
                DisclosureView.class,
                DisclosureView.COLUMNS,
                "disclosure d",
                "d.id",
                DisclosureView::of)
            .filter(
                "student",
                (parameter, value, where) -> about(where, Numbers.parse(parameter, value)))
            .filter("reader", Filter.number("d.reader_id"))
            .filter("actor", Filter.contains("d.reader_username"))
            .filter("what", Filter.text("d.what"))
            .filter("date_from", Filter.since("d.at", zone))
            .filter("date_to", Filter.until("d.at", zone))
            .order("timestamp", "d.at", "timestamptz")
            .defaultOrder("-timestamp")
            .build();
    own =
        Listing.of(
                transactions,
                OwnDisclosureView.class,
                OwnDisclosureView.COLUMNS,
                "disclosure d",
                "d.id",
                OwnDisclosureView::of)
            .filter("date_from", Filter.since("d.at", zone))
            .filter("date_to", Filter.until("d.at", zone))
            .order("timestamp", "d.at", "timestamptz")
            .defaultOrder("-timestamp")
            .build();
  }

  private static void about(Where where, long student) {
    where.and("d.student_id = ? or d.student_ids @> array[cast(? as bigint)]", student, student);
  }

  Page<DisclosureView> page(ListRequest request) {
    return all.page(request, Scope.ALL);
  }

  /**
   * Who read that student's records.
   *
   * @throws Problem 404 for a Student who asks about another
   */
  public Page<OwnDisclosureView> of(Caller caller, long student, ListRequest request) {
    Long own = caller.studentId();
    if (!caller.is(Role.ADMIN) && (own == null || own != student)) {
      throw Problem.notFound("Student");
    }
    return this.own.page(request, where -> about(where, student));
  }
}
