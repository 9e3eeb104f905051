package edu.fmu.sims.imports;

import edu.fmu.sims.imports.Sheet.Row;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first sheet of an XLSX workbook. Formulas are refused: what they gave when somebody
 * last saved the file is not what the reader of the sheet sees.
 */
final class XlsxSheet {
  private static final String WORKBOOK = "xl/workbook.xml";
  private static final String STYLES = "xl/styles.xml";
  private static final int MOST_PARTS = 1_000;

  /** A workbook of the most rows stays far below; one that swells beyond is a bomb. */
  private static final long MOST_UNPACKED = 100L * 1024 * 1024;

  private static final Pattern DATE_FORMAT = Pattern.compile("(?i).*(yy|d{1,2}[^e]|mmm).*");

  private XlsxSheet() {}

  static Sheet read(byte[] file) {
    boolean styled = checkPackage(file);
    try (ReadableWorkbook workbook =
            new ReadableWorkbook(
                new ByteArrayInputStream(file), new ReadingOptions(styled, false));
        Stream<org.dhatim.fastexcel.reader.Row> rows = workbook.getFirstSheet().openStream()) {
      return sheet(rows.iterator());
    } catch (Problem refused) {
      throw refused;
    } catch (IOException | RuntimeException e) {
      throw SheetReader.refuse("The workbook is damaged, or not an XLSX file.");
    }
  }

  /**
   * Before anything is parsed: that it is a workbook, and no bomb. Read as the reader reads it.
   *
   * @return whether it has formats, by which alone dates can be told from numbers
   */
  private static boolean checkPackage(byte[] file) {
    byte[] buffer = new byte[64 * 1024];
    long unpacked = 0;
    int parts = 0;
    try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
      if (zip.getEntry(WORKBOOK) == null) {
        throw SheetReader.refuse("This is an archive, but no XLSX workbook.");
      }
      for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
        parts++;
        try (InputStream content = zip.getInputStream(part)) {
          for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            unpacked += n;
            if (unpacked > MOST_UNPACKED || parts > MOST_PARTS) {
              throw SheetReader.refuse("The workbook unpacks to more than is taken. Split it.");
            }
          }
        }
      }
      return zip.getEntry(STYLES) != null;
    } catch (IOException | IllegalArgumentException e) {
      throw SheetReader.refuse("The file is a damaged archive.");
    }
  }

  private static Sheet sheet(Iterator<org.dhatim.fastexcel.reader.Row> rows) {
    List<String> heads = new ArrayList<>();
    List<Row> read = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    while (rows.hasNext()) {
      org.dhatim.fastexcel.reader.Row row = rows.next();
      List<String> cells = cells(row, heads, faults);
      if (row.getRowNum() == 1) {
        heads.addAll(cells);
      } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
        read.add(new Row(row.getRowNum(), cells));
      }
      if (read.size() > Sheet.MOST_ROWS) {
        throw SheetReader.refuse(
            "At most " + Sheet.MOST_ROWS + " rows are taken at once. Split the file.");
      }
    }
    return new Sheet(heads, read, faults);
  }

  private static List<String> cells(
      org.dhatim.fastexcel.reader.Row row, List<String> heads, List<Fault> faults) {
    if (row.getCellCount() > Sheet.MOST_COLUMNS) {
      throw SheetReader.refuse("At most " + Sheet.MOST_COLUMNS + " columns are taken.");
    }
    List<String> cells = new ArrayList<>(row.getCellCount());
    for (int column = 0; column < row.getCellCount(); column++) {
      Cell cell = row.getOptionalCell(column).orElse(null);
      try {
        cells.add(text(cell));
      } catch (Problem refused) {
        String head = column < heads.size() ? heads.get(column) : "";
        faults.add(new Fault(row.getRowNum(), head, refused.message()));
        cells.add("");
      }
    }
    return cells;
  }

  private static String text(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    return switch (cell.getType()) {
      case STRING -> cell.asString().strip();
      case BOOLEAN -> cell.asBoolean().toString();
      case NUMBER -> number(cell);
      case FORMULA ->
          throw SheetReader.refuse("Formulas are not taken. Paste the value in its place.");
      default -> throw SheetReader.refuse("The cell holds an error.");
    };
  }

  /** Dates are numbers that a format shows as such. */
  private static String number(Cell cell) {
    String format = cell.getDataFormatString();
    if (format != null && DATE_FORMAT.matcher(format).matches()) {
      LocalDateTime date = cell.asDate();
      return date.toLocalDate().toString();
    }
    BigDecimal number = cell.asNumber().stripTrailingZeros();
    return number.precision() - number.scale() > 30 || number.scale() > 30
        ? number.toString()
        : number.toPlainString();
  }
}
