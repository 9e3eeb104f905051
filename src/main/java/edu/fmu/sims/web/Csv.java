package edu.fmu.sims.web;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in
 * front; so does one that looks as if it had been given one, so that it can be read back.
 */
public final class Csv {
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private Csv() {}

  /** Writes one row. */
  public static void row(Writer writer, List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        writer.write(',');
      }
      writer.write(quoted(neutral(cells.get(i))));
    }
    writer.write("\r\n");
  }

  /** The text behind a cell as {@link #row} wrote it: without the apostrophe that it put there. */
  public static String plain(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  private static String neutral(String cell) {
    boolean runs = FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches();
    return runs ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
