package edu.fmu.sims.academics;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Names;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;

/** Terms. */
public final class TermService {
  private final Names names;
  private final Listing<TermView> listing;
  private final Records<Term, TermBody, TermView> records;

  public TermService(Transactions transactions, AuditLog audit) {
    this.names = new Names(transactions, "term");
    this.listing =
        Listing.of(transactions, TermView.class, TermView.COLUMNS, "term t", "t.id", TermView::of)
            .filter("status", Filter.text("t.status"))
            .filter("name", Filter.text("t.name"))
            .search("t.name")
            .order("name", "t.name", "text")
            .orderNullable("start_date", "t.start_date", "date")
            .orderNullable("end_date", "t.end_date", "date")
            .build();
    this.records = new Records<>(transactions, audit, listing, "Term", Term.class, TermView::body);
  }

  /**
   * The id of the term of that name.
   *
   * @throws edu.fmu.sims.web.Problem 400 on {@code term} when there is none
   */
  public long idOf(String name) {
    return names.idOf("term", name);
  }

  Page<TermView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  TermView get(long id) {
    return listing.get(id, Scope.ALL);
  }

  /** {@link #get}, as the record stood then. */
  TermView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(id), id, asOf);
  }

  TermView create(Caller caller, Input<TermBody> input) {
    return records.create(caller, input, body -> new Term(body.checked()));
  }

  TermView replace(Caller caller, long id, Input<TermBody> input, IfMatch condition) {
    return records.replace(caller, id, Scope.ALL, input, condition, TermService::change);
  }

  TermView patch(Caller caller, long id, Input<TermBody> input, IfMatch condition) {
    return records.patch(caller, id, Scope.ALL, input, condition, TermService::change);
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, Scope.ALL, condition, term -> {});
  }

  private static void change(Term term, TermBody body) {
    term.change(body.checked());
  }
}
