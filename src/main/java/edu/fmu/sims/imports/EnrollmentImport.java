package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.enrollment.Enrollment;
import edu.fmu.sims.enrollment.EnrollmentBody;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.imports.Keys.Place;
import edu.fmu.sims.imports.Lines.Read;
import edu.fmu.sims.imports.StandingRecords.Pair;
import edu.fmu.sims.imports.StandingRecords.Seat;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Enrollments, known by student and section. A dropped one is taken up again. */
record EnrollmentImport(Transactions transactions, EnrollmentService enrollments) implements Kind {
  private static final int AT_ONCE = 500;

  private record Wanted(int row, Pair pair, String status) {}

  @Override
  public Outcome write(Caller caller, Table table, IntConsumer advance) {
    Keys keys = new Keys(transactions, caller, table.isExport());
    Places places = keys.places(table.lines(), "section");
    Keys.Found students = keys.students(table.lines(), "student");
    List<Fault> faults = new ArrayList<>();
    List<Wanted> wanted =
        Lines.read(
            table.lines(),
            faults,
            "student",
            line -> {
              Place place = places.of(line);
              Places.checkAgrees(line, place);
              Pair pair = new Pair(students.get("student", line.get("student")), place.id());
              return new Read<>(pair.toString(), new Wanted(line.row(), pair, line.get("status")));
            });
    Map<Pair, Seat> seats =
        new StandingRecords(transactions).seats(wanted.stream().map(Wanted::pair).toList());
    List<Draft<EnrollmentBody>> drafts =
        wanted.stream().map(one -> draft(one, seats.get(one.pair()))).toList();
    Outcome outcome =
        Steps.each(drafts, AT_ONCE, advance, some -> enrollments.writeAll(caller, some));
    outcome.faults().addAll(faults);
    return outcome;
  }

  private static Draft<EnrollmentBody> draft(Wanted wanted, @Nullable Seat seat) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("student", wanted.pair().student()).put("section", wanted.pair().other());
    if (!wanted.status().isEmpty()) {
      body.put("status", wanted.status());
    } else if (seat != null && seat.status().equals(Enrollment.DROPPED)) {
      body.put("status", Enrollment.ENROLLED);
    }
    return new Draft<>(
        wanted.row(), seat == null ? null : seat.id(), Bodies.input(body, EnrollmentBody.class));
  }

  @Override
  public List<Fault> undo(Caller caller, List<Trace> traces, String reason) {
    return enrollments.undoAll(caller, Trace.undos(traces, EnrollmentBody.class, Bodies.READER));
  }
}
