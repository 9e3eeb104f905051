package edu.fmu.sims.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one benchmark measured: a table on the console and {@code target/bench/<name>.json} with
 * every single run, so that two reports can be compared.
 */
public final class BenchReport {
  private static final Logger log = LoggerFactory.getLogger(BenchReport.class);
  private static final Path FOLDER = Path.of("target", "bench");
  private static final double HALF = 0.5;

  private final String name;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String what, String unit, double value, double least, double most, int runs) {}

  /**
   * @param name of the file
   */
  public BenchReport(String name) {
    this.name = name;
  }

  /**
   * Notes the median of some runs.
   *
   * @return the median
   */
  public double median(String what, String unit, double... runs) {
    double[] sorted = runs.clone();
    Arrays.sort(sorted);
    double median = quantile(sorted, HALF);
    rows.add(new Row(what, unit, median, sorted[0], sorted[sorted.length - 1], runs.length));
    return median;
  }

  /** Notes one figure. */
  public void value(String what, String unit, double value) {
    rows.add(new Row(what, unit, value, value, value, 1));
  }

  /**
   * The value below which that share of the sorted values lies, the nearest rank.
   *
   * @param share 0 to 1
   */
  public static double quantile(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(rank, 0, sorted.length - 1)];
  }

  /** Prints the table and writes the file. */
  public void write() {
    StringBuilder table = new StringBuilder(1_000).append(name).append('\n');
    ArrayNode list = Json.MAPPER.createArrayNode();
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "  %-64s %12.2f %-10s (%.2f to %.2f in %d runs)%n",
              row.what(),
              row.value(),
              row.unit(),
              row.least(),
              row.most(),
              row.runs()));
      list.add(Json.MAPPER.<ObjectNode>valueToTree(row));
    }
    log.info("{}", table);
    try {
      Files.createDirectories(FOLDER);
      Json.MAPPER
          .writerWithDefaultPrettyPrinter()
          .writeValue(FOLDER.resolve(name + ".json").toFile(), list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
