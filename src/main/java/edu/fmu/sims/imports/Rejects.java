package edu.fmu.sims.imports;

import edu.fmu.sims.records.Fault;
import edu.fmu.sims.web.Csv;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a file that are at fault, as CSV. */
final class Rejects {
  private Rejects() {}

  static String of(Sheet sheet, List<Fault> faults) {
    Map<Integer, List<String>> messages = new TreeMap<>();
    for (Fault fault : faults) {
      String told = fault.column().isEmpty() ? "" : fault.column() + ": ";
      messages.computeIfAbsent(fault.row(), row -> new ArrayList<>()).add(told + fault.message());
    }
    StringWriter csv = new StringWriter();
    try {
      Csv.row(csv, with(sheet.heads(), sheet.heads().size(), Table.MESSAGE));
      for (Sheet.Row row : sheet.rows()) {
        List<String> wrong = messages.get(row.number());
        if (wrong != null) {
          Csv.row(csv, with(row.cells(), sheet.heads().size(), String.join(" ", wrong)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return csv.toString();
  }

  private static List<String> with(List<String> cells, int width, String last) {
    List<String> row = new ArrayList<>(cells.subList(0, Math.min(width, cells.size())));
    while (row.size() < width) {
      row.add("");
    }
    row.add(last);
    return row;
  }
}
