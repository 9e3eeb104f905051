package edu.fmu.sims.imports;

import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns rows into what is to be written, and notes those that cannot be. */
final class Lines {
  private Lines() {}

  /** A row that is understood, and the key of its record within the file. */
  record Read<T>(String key, T value) {}

  /** What the rows say; two rows of one key are a fault of the second. */
  static <T> List<T> read(
      List<Line> lines, List<Fault> faults, String column, Function<Line, Read<T>> read) {
    Map<String, Integer> seen = new HashMap<>();
    List<T> values = new ArrayList<>(lines.size());
    for (Line line : lines) {
      try {
        Read<T> one = read.apply(line);
        Integer first = seen.putIfAbsent(one.key(), line.row());
        if (first == null) {
          values.add(one.value());
        } else {
          faults.add(new Fault(line.row(), column, "The same record stands in row " + first + "."));
        }
      } catch (Problem refused) {
        faults.addAll(Fault.of(line.row(), refused));
      }
    }
    return values;
  }

  /** Refuses an empty cell of a column that must say something. */
  static String required(Line line, String column) {
    if (!line.has(column)) {
      throw Problem.field(column, "This field is required.");
    }
    return line.get(column);
  }
}
