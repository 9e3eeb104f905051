package edu.fmu.sims.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers and dates are written. Figures are never rounded here: who computes them rounds. */
final class Figures {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private Figures() {}

  static String credits(BigDecimal credits) {
    return credits.signum() == 0 ? "0" : credits.stripTrailingZeros().toPlainString();
  }

  /** At least two decimals; a dash where there is no figure. */
  static String points(@Nullable BigDecimal points) {
    if (points == null) {
      return "–";
    }
    return (points.scale() < 2 ? points.setScale(2, RoundingMode.UNNECESSARY) : points)
        .toPlainString();
  }

  static String date(LocalDate date) {
    return DATE.format(date);
  }
}
