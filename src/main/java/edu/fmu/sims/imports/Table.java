package edu.fmu.sims.imports;

import edu.fmu.sims.imports.Column.Use;
import edu.fmu.sims.records.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sheet whose columns are known: each row as fields of the API. Faults of the heads stand in row
 * 1; without a required head no row is looked at.
 *
 * @param isExport whether the file is one that a list of the API gave, with the ids of the records:
 *     there other records are named by their ids as well
 */
record Table(List<Line> lines, List<Fault> faults, boolean isExport) {
  /** Stands in the file of rejected rows, which people mend and send again. */
  static final String MESSAGE = "message";

  /** A row by fields; "" where the cell is empty or the column is missing. */
  record Line(int row, Map<String, String> cells) {
    String get(String field) {
      return cells.getOrDefault(field, "");
    }

    boolean has(String field) {
      return !get(field).isEmpty();
    }
  }

  static Table of(ImportKind kind, Sheet sheet) {
    List<Fault> faults = new ArrayList<>();
    Map<Integer, Column> columns = columns(kind, sheet.heads(), faults);
    boolean isExport = sheet.heads().stream().map(Table::normal).anyMatch("id"::equals);
    checkPresent(kind, columns.values(), isExport, faults);
    boolean readable = faults.isEmpty();
    faults.addAll(sheet.faults());
    List<Line> lines = new ArrayList<>();
    Set<Integer> broken = sheet.faults().stream().map(Fault::row).collect(Collectors.toSet());
    for (Sheet.Row row : readable ? sheet.rows() : List.<Sheet.Row>of()) {
      if (hasMore(row, sheet.heads().size())) {
        faults.add(new Fault(row.number(), "", "The row has more cells than there are heads."));
      } else if (!broken.contains(row.number())) {
        lines.add(line(row, columns));
      }
    }
    return new Table(lines, faults, isExport);
  }

  private static Map<Integer, Column> columns(
      ImportKind kind, List<String> heads, List<Fault> faults) {
    Map<String, Column> known = new HashMap<>();
    for (Column column : kind.columns()) {
      known.put(column.name(), column);
      column.aliases().forEach(alias -> known.put(alias, column));
    }
    Map<Integer, Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < heads.size(); i++) {
      String name = normal(heads.get(i));
      Column column = known.get(name);
      if (name.isEmpty() || name.equals(MESSAGE) || column == null && kind.isExported(name)) {
        continue;
      }
      if (column == null) {
        faults.add(new Fault(1, heads.get(i), "There is no such column. Rename or remove it."));
      } else if (columns.containsValue(column)) {
        faults.add(new Fault(1, heads.get(i), "The column stands there twice."));
      } else {
        columns.put(i, column);
      }
    }
    return columns;
  }

  private static void checkPresent(
      ImportKind kind, Collection<Column> columns, boolean isExport, List<Fault> faults) {
    Set<String> present = columns.stream().map(Column::name).collect(Collectors.toSet());
    for (Column column : kind.columns()) {
      if (column.use() == Use.REQUIRED && !present.contains(column.name())) {
        faults.add(missing(column.name()));
      }
    }
    boolean placed =
        present.contains("section")
            || present.contains("course") && present.contains("term")
            || kind == ImportKind.SCORES && isExport;
    if (kind.columns().stream().anyMatch(c -> c.use() == Use.PLACE) && !placed) {
      faults.add(
          new Fault(1, "section", "The section is missing: give course and term, or section."));
    }
    if (kind == ImportKind.ATTENDANCE
        && !present.contains("status")
        && !present.contains("present")) {
      faults.add(missing("status"));
    }
  }

  private static Fault missing(String head) {
    return new Fault(1, head, "The column " + head + " is missing.");
  }

  private static boolean hasMore(Sheet.Row row, int heads) {
    return row.cells().stream().skip(heads).anyMatch(cell -> !cell.isEmpty());
  }

  private static Line line(Sheet.Row row, Map<Integer, Column> columns) {
    Map<String, String> cells = new HashMap<>();
    columns.forEach(
        (index, column) -> {
          if (!row.cell(index).isEmpty()) {
            cells.put(column.name(), row.cell(index));
          }
        });
    return new Line(row.number(), cells);
  }

  /** Whatever case, spaces and signs people use: "Reg. No" is {@code reg_no}. */
  private static String normal(String head) {
    return head.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "_")
        .replaceAll("^_+|_+$", "");
  }
}
