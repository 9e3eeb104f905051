package edu.fmu.sims.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A term of the demo. The current one began ten weeks ago, so that there is something to see on any
 * day of the year; the two before it began half a year and a year earlier.
 *
 * @param ordinal counts half years: twice the year, one more in autumn
 */
record DemoTerm(int index, int ordinal, LocalDate start, LocalDate today) {
  static final int CURRENT = 2;
  private static final int WEEKS_BETWEEN = 26;
  private static final int WEEKS_PASSED = 10;
  private static final int TEACHING_WEEKS = 16;
  private static final int LAST_WEEK = 19;
  private static final int RESULTS_AFTER_DAYS = 7;
  private static final int FREEZE_AFTER_DAYS = 21;
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(2, 5),
          MonthDay.of(3, 23),
          MonthDay.of(5, 1),
          MonthDay.of(8, 14),
          MonthDay.of(11, 9),
          MonthDay.of(12, 25));

  /** The three terms, oldest first. */
  static List<DemoTerm> around(LocalDate today) {
    LocalDate start =
        today.minusWeeks(WEEKS_PASSED).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    int ordinal = 2 * start.getYear() + (start.getMonthValue() >= 7 ? 1 : 0);
    List<DemoTerm> terms = new ArrayList<>();
    for (int index = 0; index <= CURRENT; index++) {
      int back = CURRENT - index;
      terms.add(
          new DemoTerm(
              index, ordinal - back, start.minusWeeks((long) WEEKS_BETWEEN * back), today));
    }
    return List.copyOf(terms);
  }

  String name() {
    return (autumn() ? "Fall " : "Spring ") + ordinal / 2;
  }

  boolean autumn() {
    return ordinal % 2 == 1;
  }

  boolean past() {
    return index < CURRENT;
  }

  LocalDate end() {
    return start.plusWeeks(LAST_WEEK).plusDays(4);
  }

  /** The day on which a section's results came out, spread over a week. */
  LocalDate published(int section) {
    return end().plusDays(RESULTS_AFTER_DAYS + section % 5);
  }

  LocalDate frozen(int section) {
    return published(section).plusDays(FREEZE_AFTER_DAYS);
  }

  /** The semester of study of those who began in the autumn of that year. */
  int semester(int intake) {
    return ordinal - (2 * intake + 1) + 1;
  }

  /**
   * The days on which a class met: its weekday in each teaching week before today, without public
   * holidays.
   *
   * @param weekday 0 for Monday to 4 for Friday
   */
  List<LocalDate> meetings(int weekday, LocalDate before) {
    List<LocalDate> days = new ArrayList<>();
    for (int week = 0; week < TEACHING_WEEKS; week++) {
      LocalDate day = start.plusWeeks(week).plusDays(weekday);
      if (day.isBefore(before) && !HOLIDAYS.contains(MonthDay.from(day))) {
        days.add(day);
      }
    }
    return days;
  }
}
