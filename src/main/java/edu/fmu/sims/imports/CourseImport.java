package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.academics.CourseBody;
import edu.fmu.sims.academics.CourseService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.imports.Lines.Read;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Courses, known by the code. */
record CourseImport(Transactions transactions, CourseService courses) implements Kind {
  private static final int AT_ONCE = 500;

  @Override
  public Outcome write(Caller caller, Table table, IntConsumer advance) {
    Keys keys = new Keys(transactions, caller, table.isExport());
    Keys.Found known = keys.coursesByCode(table.lines());
    Keys.Found programs = keys.programs(table.lines());
    List<Fault> faults = new ArrayList<>();
    List<Draft<CourseBody>> drafts =
        Lines.read(
            table.lines(),
            faults,
            "code",
            line -> {
              String code = Lines.required(line, "code");
              ObjectNode body = Bodies.of(line, "code", "title", "credits");
              body.put("program", programs.get("program", line.get("program")));
              return new Read<>(
                  code,
                  new Draft<>(line.row(), known.find(code), Bodies.input(body, CourseBody.class)));
            });
    Outcome outcome = Steps.each(drafts, AT_ONCE, advance, some -> courses.writeAll(caller, some));
    outcome.faults().addAll(faults);
    return outcome;
  }

  @Override
  public List<Fault> undo(Caller caller, List<Trace> traces, String reason) {
    return courses.undoAll(caller, Trace.undos(traces, CourseBody.class, Bodies.READER));
  }
}
