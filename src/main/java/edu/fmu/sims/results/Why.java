package edu.fmu.sims.results;

import java.util.Locale;
import java.util.Map;

/** Why a course counts as it does. Each has its sentence, in which values stand between braces. */
enum Why {
  OVERDUE("Incomplete, counted as {grade} since {day}."),
  COUNTS_AND_EARNS("It counts in averages; its credit hours are earned."),
  COUNTS_WITHOUT_CREDIT("It counts in averages; by the scheme it earns no credit hours."),
  COUNTS_FAILED("It counts in averages; it earns no credit hours."),
  LEFT_OUT_AND_EARNS(
      "By the scheme this grade is left out of averages; its credit hours are earned."),
  LEFT_OUT_WITHOUT_CREDIT(
      "By the scheme this grade is left out of averages; by the scheme it earns no credit hours."),
  LEFT_OUT_FAILED("By the scheme this grade is left out of averages; it earns no credit hours."),
  INCOMPLETE("Incomplete: it neither counts nor earns until it is graded."),
  WITHDRAWN("Withdrawn: it neither counts nor earns."),
  PASS("Passed without points: its credit hours are earned, averages untouched."),
  NO_PASS("Not passed, without points: nothing earned, averages untouched."),
  TRANSFER("Transferred: its credit hours are earned, averages are of courses taken here."),
  UNKNOWN("The scheme does not know this grade: it neither counts nor earns."),
  REPLACED("In the record as a whole the {grade} of {term} stands in its place."),
  ELSEWHERE("Earned at {institution}.");

  private final String sentence;

  Why(String sentence) {
    this.sentence = sentence;
  }

  Explanation.Reason reason() {
    return reason(Map.of());
  }

  Explanation.Reason reason(Map<String, String> values) {
    String text = sentence;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return new Explanation.Reason(name().toLowerCase(Locale.ROOT), values, text);
  }
}
