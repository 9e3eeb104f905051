package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules.Mark;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts at a course give way to another one in the record as a whole. Attempts that decide
 * nothing, such as a withdrawal, neither give way nor displace. A transfer credit gives way once
 * the course is passed here.
 */
final class Repeats {
  private static final Comparator<Outcome> BEST =
      Comparator.comparing(Outcome::earned)
          .thenComparing(outcome -> outcome.points() != null)
          .thenComparing(Repeats::points);

  private final IdentityHashMap<Outcome, Outcome> displaced = new IdentityHashMap<>();

  /**
   * @param outcomes in the order in which they were taken
   * @param rule {@code all}, {@code latest} or {@code best}; of equal ones the latest counts
   */
  Repeats(List<Outcome> outcomes, String rule) {
    Map<Long, Outcome> counting = new HashMap<>();
    if (!rule.equals("all")) {
      for (Outcome outcome : outcomes) {
        if (outcome.isDecided()) {
          counting.merge(
              outcome.attempt().course(),
              outcome,
              (held, next) -> rule.equals("latest") || BEST.compare(held, next) <= 0 ? next : held);
        }
      }
    }
    Map<Long, Outcome> passed = new HashMap<>();
    for (Outcome outcome : outcomes) {
      Outcome counts = counting.get(outcome.attempt().course());
      if (outcome.isDecided() && counts != null && !same(counts, outcome)) {
        displaced.put(outcome, counts);
      } else if (outcome.isDecided() && outcome.earned()) {
        passed.putIfAbsent(outcome.attempt().course(), outcome);
      }
    }
    for (Outcome outcome : outcomes) {
      Outcome here = passed.get(outcome.attempt().course());
      if (outcome.meaning().equals(Mark.TRANSFER) && here != null) {
        displaced.put(outcome, here);
      }
    }
  }

  private static BigDecimal points(Outcome outcome) {
    BigDecimal points = outcome.points();
    return points == null ? BigDecimal.ZERO : points;
  }

  /** Two equal attempts are still two. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Outcome one, Outcome other) {
    return one == other;
  }

  /** The attempt that counts in its stead; null when it counts itself. */
  @Nullable Outcome insteadOf(Outcome outcome) {
    return displaced.get(outcome);
  }
}
