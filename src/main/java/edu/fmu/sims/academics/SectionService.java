package edu.fmu.sims.academics;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
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
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sections; Faculty sees the own ones only. */
public final class SectionService {
  private final TermService terms;
  private final Listing<SectionView> listing;
  private final Records<Section, SectionBody, SectionView> records;

  public SectionService(Transactions transactions, AuditLog audit, TermService terms) {
    this.terms = terms;
    this.listing =
        Listing.of(
                transactions,
                SectionView.class,
                SectionView.COLUMNS,
                "section s join course c on c.id = s.course_id join term t on t.id = s.term_id"
                    + " left join app_user u on u.id = s.teacher_id",
                "s.id",
                SectionView::of)
            .filter("term", Filter.text("t.name"))
            .filter("course", Filter.number("s.course_id"))
            .filter("teacher", Filter.number("s.teacher_id"))
            .search(
                "c.code", "t.name", "u.username", "u.first_name", "u.last_name", "s.teacher_name")
            .order("term", "t.name", "text")
            .order("teacher_name", "s.teacher_name", "text")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, "Section", Section.class, SectionView::body);
  }

  /**
   * Which sections a caller sees.
   *
   * @param teacher the SQL expression of the section's teacher
   */
  private static Scope scope(Caller caller, String teacher) {
    return caller.is(Role.FACULTY)
        ? where -> where.and(teacher + " = ?", caller.userId())
        : Scope.ALL;
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<SectionView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller, "s.teacher_id"));
  }

  /**
   * The section, if the caller may see it.
   *
   * @throws Problem 404
   */
  public SectionView get(Caller caller, long id) {
    return listing.get(id, scope(caller, "s.teacher_id"));
  }

  /**
   * The section into which the caller is about to write a record that names it.
   *
   * @throws Problem 400 on {@code section} when there is none, 403 when it is not the own one of a
   *     Faculty
   */
  public SectionView writable(Caller caller, long id) {
    SectionView section =
        listing
            .find(id, Scope.ALL)
            .orElseThrow(() -> Problem.field("section", "There is no such section."));
    if (caller.is(Role.FACULTY) && !Objects.equals(section.teacher(), caller.userId())) {
      throw new Problem(ProblemType.FORBIDDEN, "This is not one of your own sections.");
    }
    return section;
  }

  /**
   * Refuses a past state of a record that was of another teacher's section then.
   *
   * @throws Problem 404 for Faculty, as for any record of a section that is not the own one
   */
  public void demandReach(Caller caller, long id) {
    if (caller.is(Role.FACULTY)) {
      get(caller, id);
    }
  }

  /** The name of the section's term; null when there is no such section. */
  public @Nullable String termOf(long id) {
    return listing.find(id, Scope.ALL).map(SectionView::term).orElse(null);
  }

  /** {@link #get}, as the record stood then. */
  SectionView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(caller, id), id, asOf);
  }

  SectionView create(Caller caller, Input<SectionBody> input) {
    return records.create(caller, input, body -> new Section(body, terms.idOf(body.term())));
  }

  SectionView replace(Caller caller, long id, Input<SectionBody> input, IfMatch condition) {
    return records.replace(caller, id, Scope.ALL, input, condition, this::change);
  }

  SectionView patch(Caller caller, long id, Input<SectionBody> input, IfMatch condition) {
    return records.patch(caller, id, Scope.ALL, input, condition, this::change);
  }

  /** Makes and changes many sections; those at fault are named, and none of them is written. */
  public Outcome writeAll(Caller caller, List<Draft<SectionBody>> drafts) {
    Map<String, Long> known = new HashMap<>();
    return records
        .sets(SectionView::id)
        .write(
            caller,
            drafts,
            body -> new Section(body, known.computeIfAbsent(body.term(), terms::idOf)),
            (section, body) ->
                section.change(body, known.computeIfAbsent(body.term(), terms::idOf)));
  }

  /** Takes back what {@link #writeAll} did, as far as nothing depends on it. */
  public List<Fault> undoAll(Caller caller, List<Undo<SectionBody>> undos) {
    return records.sets(SectionView::id).undo(caller, undos, this::change, section -> {});
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, Scope.ALL, condition, section -> {});
  }

  private void change(Section section, SectionBody body) {
    section.change(body, terms.idOf(body.term()));
  }
}
