package edu.fmu.sims.auth;

import edu.fmu.sims.web.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords may be set, by NIST SP 800-63B-4: long enough, of any characters, with no rules
 * of composition, but none that others use or that can be told from the person.
 */
public final class PasswordPolicy {
  /** The fewest characters (code points). */
  public static final int SHORTEST = 15;

  /** The most characters (code points). */
  public static final int LONGEST = 128;

  private static final int FEWEST_DISTINCT = 5;

  /** What may be left of a password when its common or personal part is taken away. */
  private static final int REMAINDER = 7;

  private static final int NAME_LENGTH = 4;
  private static final String LIST = "/common-passwords.txt";
  private static final Set<String> PRODUCT =
      Set.of("sims", "fmu", "student information", "student");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}]+");
  private static final List<String> SEQUENCES =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "01234567890123456789",
          "qwertyuiopasdfghjklzxcvbnm",
          "qazwsxedcrfvtgbyhnujmikolp",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
          "1q2w3e4r5t6y7u8i9o0p",
          "!@#$%^&*()_+{}|:\"<>?");

  private final Set<String> common = read();

  /** Whose password it is to be. */
  public record Person(String username, String email, String firstName, String lastName) {
    /** The words that a password of this person may not be made of. */
    Set<String> words() {
      String mailbox = email.replaceFirst("@.*", "");
      return Stream.of(username, mailbox, firstName, lastName)
          .flatMap(text -> Stream.concat(Stream.of(text), SEPARATORS.splitAsStream(text)))
          .map(PasswordPolicy::folded)
          .filter(word -> word.length() > 1)
          .collect(Collectors.toSet());
    }
  }

  /** Whether the password has an allowed length, whatever else is wrong with it. */
  static boolean hasLength(String password) {
    return length(password) >= SHORTEST && length(password) <= LONGEST;
  }

  private static int length(String password) {
    String text = normalized(password);
    return text.codePointCount(0, text.length());
  }

  /** The one form in which a password is counted, hashed and compared, however it was typed. */
  static String normalized(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /**
   * Refuses a password that must not be set.
   *
   * @param field where the client wrote it
   * @throws Problem 400 on the field, saying why
   */
  public void check(String field, String password, Person person) {
    refusal(password, person)
        .ifPresent(
            why -> {
              throw Problem.field(field, why);
            });
  }

  /** Why the password must not be set; empty when it may. */
  public Optional<String> refusal(String password, Person person) {
    if (length(password) < SHORTEST) {
      return Optional.of("Use at least " + SHORTEST + " characters; a few words are good.");
    }
    if (length(password) > LONGEST) {
      return Optional.of("Use at most " + LONGEST + " characters.");
    }
    String folded = folded(password);
    if (isPattern(password, folded)) {
      return Optional.of("This is a repetition or a sequence. Use something less regular.");
    }
    if (isMadeOf(folded, person.words())) {
      return Optional.of("It is built from your own name, username or email.");
    }
    if (isCommon(folded) || isMostly(folded, PRODUCT)) {
      return Optional.of("This password is too common. Use one that nobody else would.");
    }
    return Optional.empty();
  }

  private static boolean isPattern(String password, String folded) {
    return password.codePoints().distinct().count() < FEWEST_DISTINCT
        || Stream.of(password, folded)
            .anyMatch(text -> isRepetition(text) || isMostly(text, sequences(text)));
  }

  /** Whether a piece that would be too short by itself is repeated to the end. */
  private static boolean isRepetition(String text) {
    for (int period = 1; period < SHORTEST && period * 2 <= text.length(); period++) {
      if (text.regionMatches(period, text, 0, text.length() - period)) {
        return true;
      }
    }
    return false;
  }

  /** The runs along a keyboard, the alphabet or the digits that the text holds. */
  private static Set<String> sequences(String text) {
    return SEQUENCES.stream()
        .flatMap(line -> Stream.of(line, new StringBuilder(line).reverse().toString()))
        .flatMap(line -> runs(text, line))
        .collect(Collectors.toSet());
  }

  private static Stream<String> runs(String text, String line) {
    Stream.Builder<String> runs = Stream.builder();
    int from = 0;
    while (from + NAME_LENGTH <= text.length()) {
      int to = from + NAME_LENGTH;
      if (!line.contains(text.substring(from, to))) {
        from++;
        continue;
      }
      while (to < text.length() && line.contains(text.substring(from, to + 1))) {
        to++;
      }
      runs.add(text.substring(from, to));
      from = to;
    }
    return runs.build();
  }

  private static boolean isMadeOf(String folded, Set<String> words) {
    String reversed = new StringBuilder(folded).reverse().toString();
    return words.stream()
            .filter(word -> word.length() >= NAME_LENGTH)
            .anyMatch(word -> folded.contains(word) || reversed.contains(word))
        || isMostly(folded, words);
  }

  /** Whether it is a common password, or two of them in a row, but for some digits or signs. */
  private boolean isCommon(String folded) {
    String bare = folded.replaceAll("^\\p{N}{1,4}|\\p{N}{1,4}$", "");
    return Stream.of(folded, bare).anyMatch(this::isCommonOrTwo);
  }

  private boolean isCommonOrTwo(String text) {
    if (common.contains(text)) {
      return true;
    }
    for (int cut = NAME_LENGTH; cut + NAME_LENGTH <= text.length(); cut++) {
      if (common.contains(text.substring(0, cut)) && common.contains(text.substring(cut))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text holds some of the words and little else; one without any is not judged. */
  private static boolean isMostly(String text, Set<String> words) {
    String rest = rest(text, words);
    return rest.length() < text.length() && rest.length() <= REMAINDER;
  }

  /** What is left when the words are taken out, the longest first. */
  private static String rest(String text, Set<String> words) {
    String left = text;
    for (String word :
        words.stream().sorted((a, b) -> Integer.compare(b.length(), a.length())).toList()) {
      left = left.replace(word.replace(" ", ""), "");
    }
    return left;
  }

  /** Lower case, letters for the digits and signs that stand for them, without separators. */
  private static String folded(String text) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return SEPARATORS.matcher(lower.replace('@', 'a').replace('$', 's')).replaceAll("");
  }

  private static Set<String> read() {
    try (InputStream file = PasswordPolicy.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(file, LIST), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(PasswordPolicy::folded)
          .filter(line -> line.length() >= NAME_LENGTH)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
