package edu.fmu.sims.imports;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.imports.Lines.Read;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.students.StudentBody;
import edu.fmu.sims.students.StudentService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Students, known by the registration number. */
record StudentImport(Transactions transactions, StudentService students) implements Kind {
  private static final int AT_ONCE = 500;

  @Override
  public Outcome write(Caller caller, Table table, IntConsumer advance) {
    Keys keys = new Keys(transactions, caller, table.isExport());
    Keys.Found known = keys.studentsByRegNo(table.lines());
    List<Fault> faults = new ArrayList<>();
    List<Draft<StudentBody>> drafts =
        Lines.read(
            table.lines(),
            faults,
            "reg_no",
            line -> {
              String regNo = Lines.required(line, "reg_no");
              return new Read<>(
                  regNo,
                  new Draft<>(
                      line.row(),
                      known.find(regNo),
                      Bodies.input(
                          Bodies.of(
                              line, "reg_no", "name", "program", "status", "name_ur", "email"),
                          StudentBody.class)));
            });
    Outcome outcome = Steps.each(drafts, AT_ONCE, advance, some -> students.writeAll(caller, some));
    outcome.faults().addAll(faults);
    return outcome;
  }

  @Override
  public List<Fault> undo(Caller caller, List<Trace> traces, String reason) {
    return students.undoAll(caller, Trace.undos(traces, StudentBody.class, Bodies.READER));
  }
}
