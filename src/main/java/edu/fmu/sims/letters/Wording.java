package edu.fmu.sims.letters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words with placeholders such as {@code {{name}}}. What takes a placeholder's place is text and
 * nothing else: it is not looked through for placeholders again, and it can neither begin a line
 * nor turn the direction of the words around it.
 */
final class Wording {
  /** What may stand between the braces. */
  static final SortedSet<String> NAMES =
      new TreeSet<>(
          List.of(
              "date", "institution", "name", "name_ur", "program", "purpose", "reg_no", "status"));

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");
  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cc}\u202A-\u202E\u2066-\u2069]+");
  private static final Pattern BLANK_LINE = Pattern.compile("\\R\\s*\\R");
  private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

  private Wording() {}

  /** What is wrong with such words; nothing when they can be used. */
  static List<String> faults(String words) {
    List<String> faults = new ArrayList<>();
    Matcher found = PLACEHOLDER.matcher(words);
    while (found.find()) {
      if (!NAMES.contains(found.group(1))) {
        faults.add(
            "There is no {{" + found.group(1) + "}}. Use one of " + String.join(", ", NAMES) + ".");
      }
    }
    if (BRACES.matcher(PLACEHOLDER.matcher(words).replaceAll("")).find()) {
      faults.add("A pair of braces is open: write placeholders as {{name}}.");
    }
    return faults;
  }

  /** The words with the values in place, one text for each paragraph. */
  static List<String> paragraphs(String words, Map<String, String> values) {
    return Arrays.stream(BLANK_LINE.split(words.strip()))
        .map(paragraph -> LINE_END.matcher(paragraph.strip()).replaceAll(" "))
        .map(paragraph -> fill(paragraph, values))
        .toList();
  }

  private static String fill(String words, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(words)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    plain(Objects.requireNonNullElse(values.get(found.group(1)), ""))));
  }

  private static String plain(String value) {
    return UNSEEN.matcher(value).replaceAll(" ").strip();
  }
}
