package edu.fmu.sims.academics;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.records.Undo;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import java.util.List;

/** Courses. */
public final class CourseService {
  private final Listing<CourseView> listing;
  private final Records<Course, CourseBody, CourseView> records;

  public CourseService(Transactions transactions, AuditLog audit) {
    this.listing =
        Listing.of(
                transactions,
                CourseView.class,
                CourseView.COLUMNS,
                "course c join program p on p.id = c.program_id",
                "c.id",
                CourseView::of)
            .filter("program", Filter.numberOrName("c.program_id", "p.name"))
            .filter("credits", Filter.number("c.credits"))
            .filter("code", Filter.text("c.code"))
            .search("c.code", "c.title")
            .order("code", "c.code", "text")
            .order("title", "c.title", "text")
            .order("credits", "c.credits", "int")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, "Course", Course.class, CourseView::body);
  }

  /** The rows that the client asks for. */
  public Page<CourseView> page(ListRequest request) {
    return listing.page(request, Scope.ALL);
  }

  CourseView get(long id) {
    return listing.get(id, Scope.ALL);
  }

  /** {@link #get}, as the record stood then. */
  CourseView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(id), id, asOf);
  }

  CourseView create(Caller caller, Input<CourseBody> input) {
    return records.create(caller, input, Course::new);
  }

  CourseView replace(Caller caller, long id, Input<CourseBody> input, IfMatch condition) {
    return records.replace(caller, id, Scope.ALL, input, condition, Course::change);
  }

  CourseView patch(Caller caller, long id, Input<CourseBody> input, IfMatch condition) {
    return records.patch(caller, id, Scope.ALL, input, condition, Course::change);
  }

  /** Makes and changes many courses; those at fault are named, and none of them is written. */
  public Outcome writeAll(Caller caller, List<Draft<CourseBody>> drafts) {
    return records.sets(CourseView::id).write(caller, drafts, Course::new, Course::change);
  }

  /** Takes back what {@link #writeAll} did, as far as nothing depends on it. */
  public List<Fault> undoAll(Caller caller, List<Undo<CourseBody>> undos) {
    return records.sets(CourseView::id).undo(caller, undos, Course::change, course -> {});
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, Scope.ALL, condition, course -> {});
  }
}
