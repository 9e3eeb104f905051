package edu.fmu.sims.imports;

import edu.fmu.sims.imports.Sheet.Row;
import edu.fmu.sims.web.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV: comma, semicolon or tab between the cells, quotes as in RFC 4180. */
final class CsvSheet {
  private static final char[] DELIMITERS = {',', ';', '\t'};

  private CsvSheet() {}

  static Sheet read(String text) {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter(text)).setIgnoreEmptyLines(false).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      return sheet(parser);
    } catch (IOException | UncheckedIOException e) {
      throw SheetReader.refuse("The quotes of the CSV do not match: " + reason(e));
    }
  }

  private static Sheet sheet(CSVParser parser) {
    List<String> heads = List.of();
    List<Row> rows = new ArrayList<>();
    for (CSVRecord record : parser) {
      List<String> cells = record.stream().map(cell -> Csv.plain(cell.strip())).toList();
      if (cells.size() > Sheet.MOST_COLUMNS) {
        throw SheetReader.refuse("At most " + Sheet.MOST_COLUMNS + " columns are taken.");
      }
      if (cells.stream().anyMatch(cell -> cell.length() > Sheet.LONGEST_CELL)) {
        throw SheetReader.refuse(
            "Row " + record.getRecordNumber() + " holds a cell that is too long.");
      }
      Row row = new Row((int) record.getRecordNumber(), cells);
      if (row.number() == 1) {
        heads = cells;
      } else if (!row.isEmpty()) {
        rows.add(row);
      }
      if (rows.size() > Sheet.MOST_ROWS) {
        throw SheetReader.refuse(
            "At most " + Sheet.MOST_ROWS + " rows are taken at once. Split the file.");
      }
    }
    return new Sheet(heads, rows, new ArrayList<>());
  }

  /** The one that the heads use most, outside of quotes. */
  private static char delimiter(String text) {
    int[] counts = new int[DELIMITERS.length];
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      } else if (!quoted) {
        for (int d = 0; d < DELIMITERS.length; d++) {
          counts[d] += c == DELIMITERS[d] ? 1 : 0;
        }
      }
    }
    int best = 0;
    for (int d = 1; d < DELIMITERS.length; d++) {
      best = counts[d] > counts[best] ? d : best;
    }
    return DELIMITERS[best];
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    return String.valueOf(cause.getMessage()).replaceFirst("^.*Exception[^:]*: ", "");
  }
}
