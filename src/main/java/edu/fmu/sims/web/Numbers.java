package edu.fmu.sims.web;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and flags in query parameters. */
public final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,100}");
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private Numbers() {}

  /**
   * A whole number; one beyond 64 bits becomes the nearest that fits, which no record has as id.
   *
   * @throws Problem 400 on the parameter when it is no number
   */
  public static long parse(String parameter, String raw) {
    if (!WHOLE.matcher(raw).matches()) {
      throw Problem.on(
          ProblemType.MALFORMED_PARAMETER, parameter, "A whole number is required, not this text.");
    }
    return new BigInteger(raw).min(MAX).max(MIN).longValueExact();
  }

  /**
   * A flag as browsers and scripts write it.
   *
   * @throws Problem 400 on the parameter when it is none
   */
  public static boolean parseBoolean(String parameter, String raw) {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default ->
          throw Problem.on(ProblemType.MALFORMED_PARAMETER, parameter, "Must be true or false.");
    };
  }
}
