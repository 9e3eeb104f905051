package edu.fmu.sims.audit;

import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.persistence.Where;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/** Reads the log. */
public final class AuditTrail {
  private final Listing<AuditEntryView> listing;

  /**
   * @param zone the institution's, in which a date filter's day begins and ends
   */
  public AuditTrail(Transactions transactions, ZoneId zone) {
    listing =
        Listing.of(
                transactions,
                AuditEntryView.class,
                AuditEntryView.COLUMNS,
                "audit_entry a",
                "a.id",
                AuditEntryView::of)
            .filter("actor", Filter.contains("a.actor_username"))
            .filter("entity", Filter.contains("a.model"))
            .filter("date_from", Filter.since("a.at", zone))
            .filter("date_to", Filter.until("a.at", zone))
            .filter("method", AuditTrail::method)
            .filter("object", AuditTrail::object)
            .search("a.actor_username", "a.model", "a.path", "a.summary")
            .order("id", "a.id", "uuid")
            .order("timestamp", "a.at", "timestamptz")
            .order("method", "a.method", "text")
            .order("status_code", "a.status_code", "int")
            .defaultOrder("-timestamp")
            .build();
  }

  Page<AuditEntryView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  AuditEntryView get(UUID id) {
    return listing.find(id, Scope.ALL).orElseThrow(() -> Problem.notFound("Entry"));
  }

  private static void method(String parameter, String value, Where where) {
    where.and("a.method = ?", value.toUpperCase(Locale.ROOT));
  }

  /** The history of one record, named as {@code Result:17}. */
  private static void object(String parameter, String value, Where where) {
    int colon = value.indexOf(':');
    if (colon < 1) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER, parameter, "Expected a model and an id, as Result:17.");
    }
    where.and("a.model = ?", value.substring(0, colon));
    where.and("a.object_id = ?", value.substring(colon + 1));
  }
}
