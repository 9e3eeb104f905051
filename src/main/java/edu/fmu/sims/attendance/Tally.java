package edu.fmu.sims.attendance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How often what was recorded, of one student in a section or of all in it. */
record Tally(long present, long late, long absent, long excused) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DECIMALS = 2;

  /** All records. */
  long total() {
    return counted() + excused;
  }

  /** Present, also when late. */
  long attended() {
    return present + late;
  }

  /**
   * Attended of all that count, × 100, half-up to 2 decimals: excused ones do not count, and with
   * none that counts it is 0.
   */
  BigDecimal percentage() {
    if (counted() == 0) {
      return new BigDecimal("0.0");
    }
    BigDecimal exact =
        BigDecimal.valueOf(attended())
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(counted()), DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return exact.scale() < 1 ? exact.setScale(1) : exact;
  }

  /**
   * Whether the exact percentage reaches the threshold. Without a record that counts the percentage
   * is 0, so nobody is eligible at any threshold above 0.
   */
  boolean reaches(BigDecimal threshold) {
    if (counted() == 0) {
      return threshold.signum() == 0;
    }
    BigDecimal needed = threshold.multiply(BigDecimal.valueOf(counted()));
    return BigDecimal.valueOf(attended()).multiply(HUNDRED).compareTo(needed) >= 0;
  }

  /**
   * How many more classes in a row bring the percentage to 75: the least n with (attended + n) ÷
   * (counted + n) ≥ ¾, and 1 before the first class.
   */
  long shortfall() {
    return counted() == 0 ? 1 : Math.max(0, 3 * counted() - 4 * attended());
  }

  private long counted() {
    return attended() + absent;
  }
}
