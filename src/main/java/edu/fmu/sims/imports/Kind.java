package edu.fmu.sims.imports;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import java.util.List;
import java.util.function.IntConsumer;

/** How one kind of file is written and taken back, in the open transaction. */
interface Kind {
  /**
   * Writes the rows; those at fault are named.
   *
   * @param advance hears of every few rows that are through
   */
  Outcome write(Caller caller, Table table, IntConsumer advance);

  /**
   * Takes back what an import did.
   *
   * @param reason for the log
   * @return why some rows cannot be taken back
   */
  List<Fault> undo(Caller caller, List<Trace> traces, String reason);
}
