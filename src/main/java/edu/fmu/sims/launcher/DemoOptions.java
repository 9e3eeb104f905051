package edu.fmu.sims.launcher;

import edu.fmu.sims.demo.DemoSeeder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the person who starts the demo chose, on the command line and in the environment.
 *
 * @param students how many students the first start seeds
 * @param port the TCP port on 127.0.0.1
 * @param data the folder that keeps databases, files, mail and logs
 * @param password the password of every seeded account
 */
record DemoOptions(int students, int port, Path data, String password) {
  private static final int DEFAULT_STUDENTS = 50;
  private static final int DEFAULT_PORT = 8000;
  private static final String DEFAULT_PASSWORD = "sims-demo-passphrase";
  private static final int MIN_PASSWORD = 15;

  /**
   * Reads the options.
   *
   * @param home the project folder; the default data folder lies in it
   * @throws LaunchException naming the first value that is wrong
   */
  static DemoOptions parse(List<String> arguments, Map<String, String> environment, Path home) {
    int students = DEFAULT_STUDENTS;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("--students=")) {
        students = students(argument.substring("--students=".length()));
      } else if (argument.equals("--students") && i + 1 < arguments.size()) {
        students = students(arguments.get(++i));
      } else {
        throw new LaunchException(
            "Unknown argument \"" + argument + "\": the demo takes only --students=N.");
      }
    }
    return new DemoOptions(
        students, port(environment), data(environment, home), password(environment));
  }

  private static int students(String text) {
    return number("--students", text, 1, DemoSeeder.MOST_STUDENTS);
  }

  private static int port(Map<String, String> environment) {
    String text = environment.getOrDefault("SIMS_PORT", "");
    return text.isBlank() ? DEFAULT_PORT : number("SIMS_PORT", text.strip(), 1, 65_535);
  }

  /** The data folder alone. */
  static Path data(Map<String, String> environment, Path home) {
    String text = environment.getOrDefault("SIMS_DATA", "");
    try {
      return text.isBlank()
          ? home.resolve(".sims-demo")
          : Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new LaunchException("SIMS_DATA is no usable path: " + text, e);
    }
  }

  private static String password(Map<String, String> environment) {
    String text = environment.getOrDefault("SIMS_DEMO_PASSWORD", "");
    if (text.isEmpty()) {
      return DEFAULT_PASSWORD;
    }
    if (text.codePointCount(0, text.length()) < MIN_PASSWORD) {
      throw new LaunchException(
          "SIMS_DEMO_PASSWORD is too short: a password has at least "
              + MIN_PASSWORD
              + " characters.");
    }
    return text;
  }

  private static int number(String name, String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, in the same words as for a number out of range
    }
    throw new LaunchException(
        "%s must be a number from %d to %d, not \"%s\".".formatted(name, min, max, text));
  }
}
