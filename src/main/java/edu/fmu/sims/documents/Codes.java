package edu.fmu.sims.documents;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Random texts that people may have to read from paper, in Crockford's base 32: no letter that is
 * mistaken for a digit. Each character is worth 5 bits.
 */
public final class Codes {
  /** The length of the code that a document prints: 130 bits. */
  public static final int DOCUMENT = 26;

  /** The length of what a share link ends in: 200 bits. */
  public static final int SHARE = 40;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Codes() {}

  /** A fresh one of that length. */
  static String random(int length) {
    StringBuilder code = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** What was typed, with letters that a reader takes for digits read as those digits. */
  public static String typed(String code) {
    return code.strip()
        .toLowerCase(Locale.ROOT)
        .replace('o', '0')
        .replace('i', '1')
        .replace('l', '1')
        .replaceAll("[\\s-]", "");
  }

  /** Whether it can be one of that length. */
  public static boolean isCode(String typed, int length) {
    return typed.length() == length && typed.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
