package edu.fmu.sims.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of the browser application, read from its own tables so that none is forgotten. */
final class PageTable {
  private static final Path ROUTES = Path.of("webapp/src/app/routes.ts");
  private static final Path APP = Path.of("webapp/src/app/App.tsx");
  private static final Pattern ENTRY =
      Pattern.compile("\\n {2}\\{\\n(.*?)\\n {2}},", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile("path: \"([^\"]+)\"");
  private static final Pattern PERMISSIONS = Pattern.compile("permissions: \\[([^]]*)]");
  private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");
  private static final Pattern STUDENT = Pattern.compile("student: (true|false)");
  private static final Pattern PUBLIC = Pattern.compile("<Route path=\"(/[^\"]*)\"");

  private PageTable() {}

  /**
   * A page for signed-in people.
   *
   * @param path its address, with {@code :id} for a record's
   * @param permissions any of these opens it; none means everybody
   * @param forStudents {@code "true"} or {@code "false"} where it is only for one of the two, else
   *     empty
   */
  record Entry(String path, Set<String> permissions, String forStudents) {
    boolean opensFor(List<String> held, boolean isStudent) {
      boolean allowed = permissions.isEmpty() || held.stream().anyMatch(permissions::contains);
      return allowed && (forStudents.isEmpty() || Boolean.parseBoolean(forStudents) == isStudent);
    }
  }

  static List<Entry> signedIn() {
    return ENTRY
        .matcher(read(ROUTES))
        .results()
        .map(entry -> entry.group(1))
        .filter(text -> text.contains("path: "))
        .map(
            text ->
                new Entry(
                    first(ADDRESS, text),
                    Set.copyOf(
                        NAME.matcher(first(PERMISSIONS, text))
                            .results()
                            .map(name -> name.group(1))
                            .distinct()
                            .toList()),
                    first(STUDENT, text)))
        .toList();
  }

  static List<String> open() {
    return PUBLIC.matcher(read(APP)).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
