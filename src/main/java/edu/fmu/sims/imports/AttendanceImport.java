package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.attendance.AttendanceBody;
import edu.fmu.sims.attendance.AttendanceBulkBody;
import edu.fmu.sims.attendance.AttendanceBulkService;
import edu.fmu.sims.attendance.AttendanceService;
import edu.fmu.sims.imports.Keys.Place;
import edu.fmu.sims.imports.Lines.Read;
import edu.fmu.sims.imports.StandingRecords.Standing;
import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Done;
import edu.fmu.sims.records.Done.Action;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Attendance: the register of each section and day that the file speaks of, written as a whole. */
record AttendanceImport(
    Transactions transactions, AttendanceService attendance, AttendanceBulkService register)
    implements Kind {
  /** The most that the register takes at once. */
  private static final int AT_ONCE = 1000;

  private record Day(long section, LocalDate date) {}

  private record Entry(int row, Day day, long student, String status, String reason) {}

  @Override
  public Outcome write(Caller caller, Table table, IntConsumer advance) {
    Keys keys = new Keys(transactions, caller, table.isExport());
    Places places = keys.places(table.lines(), "section");
    Keys.Found students = keys.students(table.lines(), "student");
    Outcome outcome = Outcome.empty();
    List<Entry> entries =
        Lines.read(
            table.lines(),
            outcome.faults(),
            "student",
            line -> {
              Place place = places.of(line);
              Places.checkAgrees(line, place);
              Day day = new Day(place.id(), date(line));
              long student = students.get("student", line.get("student"));
              return new Read<>(
                  day + "/" + student,
                  new Entry(line.row(), day, student, status(line), line.get("reason")));
            });
    Map<Day, List<Entry>> days = new LinkedHashMap<>();
    entries.forEach(entry -> days.computeIfAbsent(entry.day(), d -> new ArrayList<>()).add(entry));
    for (Map.Entry<Day, List<Entry>> day : days.entrySet()) {
      outcome.add(
          Steps.each(
              day.getValue(), AT_ONCE, advance, some -> writeDay(caller, day.getKey(), some)));
      if (outcome.faults().size() >= Steps.MOST_FAULTS) {
        break;
      }
    }
    return outcome;
  }

  private Outcome writeDay(Caller caller, Day day, List<Entry> entries) {
    StandingRecords records = new StandingRecords(transactions);
    List<Long> students = entries.stream().map(Entry::student).toList();
    Map<Long, Standing> before = records.day(day.section(), day.date(), students);
    Outcome outcome = Outcome.empty();
    List<Entry> written =
        Steps.accepted(
            entries,
            "records",
            Entry::row,
            outcome.faults(),
            open ->
                transactions.part(
                    () ->
                        register.write(
                            caller,
                            Bodies.input(body(day, open, before), AttendanceBulkBody.class))));
    Map<Long, Standing> after = records.day(day.section(), day.date(), students);
    for (Entry entry : written) {
      outcome
          .done()
          .add(
              done(
                  entry.row(),
                  before.get(entry.student()),
                  Objects.requireNonNull(after.get(entry.student()))));
    }
    return outcome;
  }

  /** What became of a record, by its version before and after. */
  static Done done(int row, @Nullable Standing before, Standing after) {
    Action action =
        before == null
            ? Action.CREATED
            : before.version() == after.version() ? Action.UNCHANGED : Action.UPDATED;
    return new Done(
        row, after.id(), after.version(), action, before == null ? null : before.body());
  }

  private static ObjectNode body(Day day, List<Entry> entries, Map<Long, Standing> before) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("section", day.section()).put("date", day.date().toString());
    ArrayNode records = body.putArray("records");
    for (Entry entry : entries) {
      records
          .addObject()
          .put("student", entry.student())
          .put("status", entry.status())
          .put("reason", reason(entry, before.get(entry.student())));
    }
    return body;
  }

  /** Without a new one, the reason of a record that stays as it is stays too. */
  private static String reason(Entry entry, @Nullable Standing standing) {
    return entry.reason().isEmpty()
            && standing != null
            && standing.body().path("status").asText().equals(entry.status())
        ? standing.body().path("reason").asText()
        : entry.reason();
  }

  private static LocalDate date(Line line) {
    try {
      return LocalDate.parse(Lines.required(line, "date"));
    } catch (DateTimeParseException e) {
      throw Problem.field("date", "Expected a date as YYYY-MM-DD.");
    }
  }

  /** The status in whatever case; it wins over a contradicting {@code present}. */
  private static String status(Line line) {
    String status = line.get("status").toLowerCase(Locale.ROOT);
    if (!status.isEmpty()) {
      return status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    }
    return switch (line.get("present").toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> "Present";
      case "false", "0", "no" -> "Absent";
      case "" -> throw Problem.field("status", "This field is required.");
      default -> throw Problem.field("present", "Must be true or false.");
    };
  }

  @Override
  public List<Fault> undo(Caller caller, List<Trace> traces, String reason) {
    return attendance.undoAll(
        caller, Trace.undos(traces, AttendanceBody.class, Bodies.READER), reason);
  }
}
