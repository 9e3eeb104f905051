package edu.fmu.sims.attendance;

import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of this feature. */
final class RateParameters {
  /** The percentage that makes a student eligible unless another is asked for. */
  static final BigDecimal DEFAULT_THRESHOLD = BigDecimal.valueOf(75);

  private static final BigDecimal MOST = BigDecimal.valueOf(100);
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,10})?");
  private static final int LONGEST = 1000;

  private RateParameters() {}

  /** A student in a section, as the query names them. */
  record Seat(long student, long section) {
    /**
     * Reads both ids.
     *
     * @throws Problem 400 naming each one that is missing or no number
     */
    static Seat of(@Nullable String student, @Nullable String section) {
      Map<String, List<String>> faults = new LinkedHashMap<>();
      long studentId = id("student_id", student, faults);
      long sectionId = id("section_id", section, faults);
      if (!faults.isEmpty()) {
        throw Problem.fields(faults);
      }
      return new Seat(studentId, sectionId);
    }
  }

  /**
   * A section's id that must be there.
   *
   * @throws Problem 400 on {@code section_id}
   */
  static long section(@Nullable String raw) {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    long id = id("section_id", raw, faults);
    if (!faults.isEmpty()) {
      throw Problem.fields(faults);
    }
    return id;
  }

  private static long id(String name, @Nullable String raw, Map<String, List<String>> faults) {
    if (raw == null || raw.isBlank()) {
      faults.put(name, List.of("This parameter is required."));
      return 0;
    }
    try {
      return Numbers.parse(name, raw.strip());
    } catch (Problem malformed) {
      faults.put(name, List.of("A valid integer is required."));
      return 0;
    }
  }

  /**
   * A percentage, 75 when absent.
   *
   * @throws Problem 400 on {@code threshold}
   */
  static BigDecimal threshold(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return DEFAULT_THRESHOLD;
    }
    if (DECIMAL.matcher(raw.strip()).matches()) {
      BigDecimal threshold = new BigDecimal(raw.strip());
      if (threshold.compareTo(MOST) <= 0) {
        return threshold;
      }
    }
    throw Problem.on(ProblemType.MALFORMED_PARAMETER, "threshold", "Give a number from 0 to 100.");
  }

  /**
   * A day; null when absent.
   *
   * @throws Problem 400
   */
  static @Nullable LocalDate day(String name, @Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(raw.strip());
      if (day.getYear() > 0 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw Problem.on(ProblemType.MALFORMED_PARAMETER, name, "Expected a date as YYYY-MM-DD.");
  }

  /**
   * A text.
   *
   * @throws Problem 400
   */
  static String text(String name, String raw) {
    if (raw.length() > LONGEST || !Text.isStorable(raw)) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER,
          name,
          "A text of at most " + LONGEST + " characters is required.");
    }
    return raw.strip();
  }
}
