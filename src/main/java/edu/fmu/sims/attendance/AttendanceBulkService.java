package edu.fmu.sims.attendance;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.attendance.AttendanceBulkBody.Row;
import edu.fmu.sims.attendance.RegisterRepository.Standing;
import edu.fmu.sims.attendance.RegisterRepository.Written;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.BulkFaults;
import edu.fmu.sims.web.BulkRow;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attendance of a whole section in one call, all or nothing, in as many statements for 200
 * students as for one. The audit log gets one entry with every record that changed, by its id.
 */
public final class AttendanceBulkService {
  private static final int OK = 200;
  private static final int MOST_ROWS = 2000;
  private static final String OTHERS = "Somebody else wrote in this register; nothing was written.";

  private final Transactions transactions;
  private final AuditLog audit;
  private final SectionService sections;
  private final RegisterRepository register;
  private final DayRule days;

  /**
   * @param zone the institution's: what "today" means
   */
  public AttendanceBulkService(
      Transactions transactions,
      AuditLog audit,
      SectionService sections,
      Clock clock,
      ZoneId zone) {
    this.transactions = transactions;
    this.audit = audit;
    this.sections = sections;
    this.register = new RegisterRepository(transactions);
    this.days = new DayRule(clock, zone);
  }

  /** What became of the rows. */
  public record Outcome(int created, int updated, int unchanged) {}

  /** What the log keeps of a record before and after. */
  private record State(long student, String status, String reason) {}

  /**
   * Inserts or replaces the records of that day for the students named; those of others stay.
   *
   * @throws Problem 400 with {@code details.records} for bad rows; 409 likewise for rows whose
   *     {@code expected} status stands no more; 403 for a foreign section, for a past day and
   *     Faculty, or for a past day's records that would change without a reason
   */
  public Outcome write(Caller caller, Input<AttendanceBulkBody> input) {
    AttendanceBulkBody body = input.value();
    List<BulkRow<Row>> rows = input.rows("records", Row.class, MOST_ROWS);
    return transactions.call(() -> write(caller, body, rows));
  }

  private Outcome write(Caller caller, AttendanceBulkBody body, List<BulkRow<Row>> rows) {
    sections.writable(caller, body.section());
    days.checkNew(caller, body.date());
    BulkFaults faults = new BulkFaults("records", "student");
    List<Row> values = readable(rows, faults);
    Map<Long, Standing> standing = register.standing(body.section(), body.date(), values);
    checkEnrolled(rows, standing.keySet(), faults);
    faults.check(ProblemType.VALIDATION, "Some rows are not valid; nothing was written.");
    checkReasons(caller, body, rows, standing);
    checkExpected(rows, standing);
    List<Written> written = register.write(body.section(), body.date(), values);
    checkMade(rows, standing, written);
    log(caller, body, values, standing, written);
    int created = (int) written.stream().filter(Written::created).count();
    return new Outcome(created, written.size() - created, values.size() - written.size());
  }

  private static List<Row> readable(List<BulkRow<Row>> rows, BulkFaults faults) {
    Set<Long> seen = new HashSet<>();
    List<Row> values = new ArrayList<>(rows.size());
    for (BulkRow<Row> row : rows) {
      row.messages().forEach(message -> faults.add(row, message));
      Row value = row.value();
      if (value != null) {
        values.add(value);
        if (!seen.add(value.student())) {
          faults.add(row, "The student stands in the list twice.");
        }
      }
    }
    return values;
  }

  private static void checkEnrolled(
      List<BulkRow<Row>> rows, Set<Long> enrolled, BulkFaults faults) {
    for (BulkRow<Row> row : rows) {
      Row value = row.value();
      if (value != null && !enrolled.contains(value.student())) {
        faults.add(row, "The student is not enrolled in the section.");
      }
    }
  }

  private void checkReasons(
      Caller caller,
      AttendanceBulkBody body,
      List<BulkRow<Row>> rows,
      Map<Long, Standing> standing) {
    BulkFaults faults = new BulkFaults("records", "student");
    for (BulkRow<Row> row : rows) {
      Row value = row.value();
      Standing former = value == null ? null : standing.get(value.student());
      if (value == null || former == null || !former.isChangedBy(value)) {
        continue;
      }
      try {
        String reason = value.reason().isBlank() ? body.reason() : value.reason();
        days.checkStanding(caller, body.date(), reason);
      } catch (Problem refused) {
        faults.add(row, refused.message());
      }
    }
    faults.check(ProblemType.IMMUTABLE, "That day is over; nothing was written.");
  }

  private static void checkExpected(List<BulkRow<Row>> rows, Map<Long, Standing> standing) {
    BulkFaults faults = new BulkFaults("records", "student");
    for (BulkRow<Row> row : rows) {
      Row value = row.value();
      Standing former = value == null ? null : standing.get(value.student());
      if (value != null && former != null && value.conflictsWith(former.status())) {
        faults.add(row, changed(former.status()));
      }
    }
    faults.check(ProblemType.CONFLICT, OTHERS);
  }

  /** Two first records of one student may race: the later of them must not replace the other. */
  private static void checkMade(
      List<BulkRow<Row>> rows, Map<Long, Standing> standing, List<Written> written) {
    Set<Long> replaced = new HashSet<>();
    for (Written record : written) {
      Standing former = standing.get(record.student());
      if (!record.created() && former != null && !former.exists()) {
        replaced.add(record.student());
      }
    }
    BulkFaults faults = new BulkFaults("records", "student");
    for (BulkRow<Row> row : rows) {
      Row value = row.value();
      if (value != null && "".equals(value.expected()) && replaced.contains(value.student())) {
        faults.add(row, changed("another status"));
      }
    }
    faults.check(ProblemType.CONFLICT, OTHERS);
  }

  private static String changed(String standing) {
    return standing.isEmpty()
        ? "The record was removed since the register was read."
        : "Somebody else has recorded " + standing + " since the register was read.";
  }

  private void log(
      Caller caller,
      AttendanceBulkBody body,
      List<Row> values,
      Map<Long, Standing> standing,
      List<Written> written) {
    Map<Long, Row> byStudent = new HashMap<>();
    values.forEach(row -> byStudent.put(row.student(), row));
    Map<String, State> before = new LinkedHashMap<>();
    Map<String, State> after = new LinkedHashMap<>();
    for (Written record : written) {
      String id = String.valueOf(record.id());
      Standing former = standing.get(record.student());
      if (former != null && former.exists()) {
        before.put(id, new State(record.student(), former.status(), former.reason()));
      }
      Row row = byStudent.get(record.student());
      if (row != null) {
        after.put(id, new State(record.student(), row.status().label(), row.reason()));
      }
    }
    audit.record(
        caller,
        OK,
        AttendanceService.MODEL,
        AttendanceService.Registers.object(body.section(), body.date().toString()),
        summary(body.section(), body.date(), written.size(), body.reason()),
        before,
        after);
  }

  private static String summary(long section, LocalDate day, int changed, String reason) {
    String act = "Attendance of section " + section + " on " + day + ": " + changed + " written";
    return reason.isEmpty() ? act : act + ": " + reason;
  }
}
