package edu.fmu.sims.assessments;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact quotient. Three thirds must make a whole: with rounded decimals a student would miss a
 * grade by the last digit.
 *
 * @param denominator above 0
 */
record Fraction(BigDecimal numerator, BigDecimal denominator) {
  static final Fraction ZERO = new Fraction(BigDecimal.ZERO, BigDecimal.ONE);
  private static final int DECIMALS = 2;

  Fraction plus(Fraction other) {
    if (denominator.compareTo(other.denominator) == 0) {
      return new Fraction(numerator.add(other.numerator), denominator);
    }
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** As the scheme's rules say before the percentage is held against its rows. */
  BigDecimal by(GradeRules rules) {
    return rules.roundsPercentages()
        ? numerator.divide(denominator, rules.percentagePlaces(), rules.percentageMode())
        : cut();
  }

  /** Half-up to 2 decimals, for display. */
  BigDecimal rounded() {
    return numerator.divide(denominator, DECIMALS, RoundingMode.HALF_UP);
  }

  /**
   * Cut to 2 decimals: at or above a bound of 2 decimals exactly when the quotient itself is, so
   * grades may be decided on it.
   */
  BigDecimal cut() {
    return numerator.divide(denominator, DECIMALS, RoundingMode.FLOOR);
  }
}
