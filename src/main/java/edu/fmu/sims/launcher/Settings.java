package edu.fmu.sims.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables with which the application runs in the demo. What the person set in the
 * real environment wins; the demo fills the rest. They reach the application as system properties
 * {@code sims.env.NAME}, and the management commands through a file in the data folder.
 */
final class Settings {
  private static final String PREFIX = "sims.env.";

  private final Map<String, String> environment;
  private final Map<String, String> values = new LinkedHashMap<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether the person named a server or value of their own. */
  boolean given(String name) {
    return Stream.of(name, "DJANGO_" + name, name + "_FILE")
        .anyMatch(key -> !environment.getOrDefault(key, "").isBlank());
  }

  /** Sets a value, whatever the environment says: for servers that the demo itself runs. */
  void put(String name, String value) {
    values.put(name, value);
  }

  /** Sets a value unless the person has set it. */
  void putDefault(String name, String value) {
    if (!given(name)) {
      values.put(name, value);
    }
  }

  /** The value that the application will see, or an empty text. */
  String get(String name) {
    String own = values.get(name);
    return own != null ? own : environment.getOrDefault(name, "");
  }

  /** Hands the values to the application code in this process. */
  void apply() {
    values.forEach((name, value) -> System.setProperty(PREFIX + name, value));
  }

  /** Hands the values to a child process. */
  void exportTo(Map<String, String> variables) {
    variables.putAll(values);
  }

  /** Leaves the values, passwords among them, where only the same user can read them. */
  void save(Path file) throws IOException {
    String text =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    DataFolder.writePrivate(file, text);
  }

  /** Reads what {@link #save} wrote and adds it to these values. */
  void load(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        values.put(line.substring(0, sign), line.substring(sign + 1));
      }
    }
  }
}
