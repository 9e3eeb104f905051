package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.records.Undo;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.RecordReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import did to one record; {@code before} is null when it made it. */
record Trace(int row, long id, int version, @Nullable ObjectNode before) {
  static <B extends Record> List<Undo<B>> undos(
      List<Trace> traces, Class<B> type, RecordReader reader) {
    return traces.stream()
        .map(
            trace ->
                new Undo<>(
                    trace.row(),
                    trace.id(),
                    trace.version(),
                    trace.before() == null ? null : new Input<>(trace.before(), type, reader)))
        .toList();
  }
}
