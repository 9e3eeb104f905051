package edu.fmu.sims.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What a password must be like, after NIST SP 800-63B-4: long, not made of the user's own names,
 * not one repeated character; no rules of composition.
 */
public final class PasswordPolicy {
  /** The fewest characters of a password without a second factor. */
  public static final int LEAST = 15;

  /** The most characters. */
  public static final int MOST = 128;

  private static final int LEAST_NAME = 4;
  private static final int LEAST_DISTINCT = 5;

  private PasswordPolicy() {}

  /**
   * What is wrong with the password; empty for nothing.
   *
   * @param names the user's names and address, of which the password must not be built
   */
  public static List<String> faults(String password, Collection<String> names) {
    List<String> faults = new ArrayList<>();
    int length = password.codePointCount(0, password.length());
    if (length < LEAST) {
      faults.add("The password must have at least " + LEAST + " characters.");
    }
    if (length > MOST) {
      faults.add("The password must have at most " + MOST + " characters.");
    }
    if (length > 0 && password.codePoints().distinct().count() < LEAST_DISTINCT) {
      faults.add("The password repeats too few characters.");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    for (String name : names) {
      String part = name.toLowerCase(Locale.ROOT).strip();
      if (part.length() >= LEAST_NAME && lower.contains(part)) {
        faults.add("The password must not contain the user's own names.");
        break;
      }
    }
    return faults;
  }
}
