package edu.fmu.sims.imports;

import edu.fmu.sims.records.Fault;
import java.util.List;

/**
 * The cells of a file as text.
 *
 * @param heads the first row
 * @param rows the others, without the empty ones
 * @param faults cells that cannot be read; their column is a head as it is written in the file
 */
record Sheet(List<String> heads, List<Row> rows, List<Fault> faults) {
  /** The most rows beside the heads. */
  static final int MOST_ROWS = 20_000;

  static final int MOST_COLUMNS = 100;

  /** What a spreadsheet's own cell holds at most. */
  static final int LONGEST_CELL = 32_767;

  /**
   * @param number as a spreadsheet counts: the heads are row 1
   */
  record Row(int number, List<String> cells) {
    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    boolean isEmpty() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }
}
