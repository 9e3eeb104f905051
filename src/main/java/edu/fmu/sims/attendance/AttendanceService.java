package edu.fmu.sims.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.LoggedSets;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.records.Undo;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** Attendance records: one per section, student and day, written while the day lasts. */
public final class AttendanceService {
  /** The name of the kind in the log. */
  static final String MODEL = "Attendance";

  private final Transactions transactions;
  private final SectionService sections;
  private final EnrollmentService enrollments;
  private final DayRule days;
  private final Listing<AttendanceView> listing;
  private final Records<Attendance, AttendanceBody, AttendanceView> records;

  /**
   * @param zone the institution's: what "today" means
   */
  public AttendanceService(
      Transactions transactions,
      AuditLog audit,
      SectionService sections,
      EnrollmentService enrollments,
      Clock clock,
      ZoneId zone) {
    this.transactions = transactions;
    this.sections = sections;
    this.enrollments = enrollments;
    this.days = new DayRule(clock, zone);
    this.listing =
        Listing.of(
                transactions,
                AttendanceView.class,
                AttendanceView.COLUMNS,
                "attendance a join section s on s.id = a.section_id"
                    + " join course c on c.id = s.course_id"
                    + " join student st on st.id = a.student_id"
                    + " join program p on p.id = st.program_id",
                "a.id",
                AttendanceView::of)
            .own("attendance a")
            .filter("section", Filter.number("a.section_id"))
            .filter("student", Filter.number("a.student_id"))
            .filter("date", Filter.date("a.date"))
            .filter("present", Filter.flag("a.present"))
            .filter("status", Filter.text("a.status"))
            .search("c.code", "st.reg_no")
            .searchDay("a.date")
            .order("date", "a.date", "date")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, MODEL, Attendance.class, AttendanceView::body)
            .loggedAs(new Registers());
  }

  /** A section's day that was written together: one entry, by the ids of the records. */
  static final class Registers implements LoggedSets {
    /** The object of the entries about the section's day. */
    static String object(long section, String date) {
      return section + "/" + date;
    }

    @Override
    public String object(JsonNode record) {
      return object(record.path("section").longValue(), record.path("date").asText());
    }

    @Override
    public String key(JsonNode record) {
      return record.path("id").asText();
    }

    @Override
    public void restore(JsonNode former, ObjectNode record) {
      record.setAll((ObjectNode) former);
      record.put("present", AttendanceStatus.of(former.path("status").asText()).isPresent());
    }
  }

  private static Scope scope(Caller caller) {
    return SectionScope.of(caller, "s.teacher_id", "a.student_id = ?");
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<AttendanceView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  AttendanceView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /** {@link #get}, as the record stood then. */
  AttendanceView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(
        caller, get(caller, id), id, asOf, then -> sections.demandReach(caller, then.section()));
  }

  AttendanceView create(Caller caller, Input<AttendanceBody> input) {
    AttendanceBody body = input.value();
    return transactions.call(
        () -> {
          sections.writable(caller, body.section());
          days.checkNew(caller, body.date());
          enrollments.requireEnrolled(body.section(), body.student());
          return records.create(caller, new Attendance(body));
        });
  }

  AttendanceView replace(Caller caller, long id, Input<AttendanceBody> input, IfMatch condition) {
    String reason = reason(input);
    return records
        .because(reason)
        .replace(
            caller,
            id,
            scope(caller),
            input,
            condition,
            (record, body) -> change(caller, record, body, reason));
  }

  AttendanceView patch(Caller caller, long id, Input<AttendanceBody> input, IfMatch condition) {
    String reason = reason(input);
    boolean speaksOfPresence = input.has("present") && !input.has("status");
    return records
        .because(reason)
        .patch(
            caller,
            id,
            scope(caller),
            input,
            condition,
            (record, body) ->
                change(caller, record, speaksOfPresence ? body.byPresence() : body, reason));
  }

  /**
   * Deletes the record.
   *
   * @param reason needed after the record's day; "" for none
   */
  void delete(Caller caller, long id, String reason, IfMatch condition) {
    records
        .because(reason)
        .delete(
            caller,
            id,
            scope(caller),
            condition,
            record -> days.checkStanding(caller, record.day(), reason));
  }

  /**
   * Takes back records that were written together, as far as the rules of the day allow.
   *
   * @param reason why, for days that are over
   */
  public List<Fault> undoAll(Caller caller, List<Undo<AttendanceBody>> undos, String reason) {
    return records
        .sets(AttendanceView::id)
        .undo(
            caller,
            undos,
            (record, body) -> change(caller, record, body, reason),
            record -> days.checkStanding(caller, record.day(), reason));
  }

  private void change(Caller caller, Attendance record, AttendanceBody body, String reason) {
    days.checkStanding(caller, record.day(), reason);
    boolean sameSection = record.isOfSection(body.section());
    if (!sameSection) {
      sections.writable(caller, body.section());
    }
    if (!record.day().equals(body.date())) {
      days.checkNew(caller, body.date());
    }
    if (!sameSection || !record.isOfStudent(body.student())) {
      enrollments.requireEnrolled(body.section(), body.student());
    }
    record.change(body);
  }

  /** The reason that this very body gives; one that stands in the record is not one for now. */
  private static String reason(Input<AttendanceBody> input) {
    return input.raw("reason").asText("").strip();
  }
}
