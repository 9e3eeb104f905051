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
import java.time.Clock;

/** Programs of study. */
public final class ProgramService {
  private final Clock clock;
  private final Names names;
  private final Listing<ProgramView> listing;
  private final Records<Program, ProgramBody, ProgramView> records;

  public ProgramService(Transactions transactions, AuditLog audit, Clock clock) {
    this.clock = clock;
    this.names = new Names(transactions, "program");
    this.listing =
        Listing.of(
                transactions,
                ProgramView.class,
                ProgramView.COLUMNS,
                "program p",
                "p.id",
                ProgramView::of)
            .filter("name", Filter.text("p.name"))
            .search("p.name")
            .order("name", "p.name", "text")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, "Program", Program.class, ProgramView::body);
  }

  /**
   * The id of the program of that name.
   *
   * @throws edu.fmu.sims.web.Problem 400 on {@code program} when there is none
   */
  public long idOf(String name) {
    return names.idOf("program", name);
  }

  Page<ProgramView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  ProgramView get(long id) {
    return listing.get(id, Scope.ALL);
  }

  /** {@link #get}, as the record stood then. */
  ProgramView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(id), id, asOf);
  }

  ProgramView create(Caller caller, Input<ProgramBody> input) {
    return records.create(caller, input, body -> new Program(body, clock.instant()));
  }

  ProgramView replace(Caller caller, long id, Input<ProgramBody> input, IfMatch condition) {
    return records.replace(caller, id, Scope.ALL, input, condition, this::change);
  }

  ProgramView patch(Caller caller, long id, Input<ProgramBody> input, IfMatch condition) {
    return records.patch(caller, id, Scope.ALL, input, condition, this::change);
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, Scope.ALL, condition, program -> {});
  }

  private void change(Program program, ProgramBody body) {
    program.change(body, clock.instant());
  }
}
