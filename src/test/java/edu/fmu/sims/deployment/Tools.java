package edu.fmu.sims.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs outside of Java that the operations files are written for. */
final class Tools {
  private static final Path FOLDER = Path.of("target/tools").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Tools() {}

  /** What a program came to. */
  record Outcome(int code, String said) {}

  /** Fetches those tools where this machine lacks them; what cannot be had is left out. */
  static void fetch(String... tools) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker/tools.sh", FOLDER.toString()));
    command.addAll(List.of(tools));
    run(Map.of(), command.toArray(String[]::new));
  }

  /** The tool's path; the test is left out, saying so, where it is missing. */
  static String need(String path) {
    Path tool = FOLDER.resolve(path);
    Assumptions.assumeTrue(Files.exists(tool), path + " cannot be had on this machine");
    return tool.toString();
  }

  static Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path printed = Files.createTempFile("sims-tool-", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command));
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(printed.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " does not end");
      }
      return new Outcome(
          process.exitValue(), new String(Files.readAllBytes(printed), StandardCharsets.UTF_8));
    } finally {
      Files.delete(printed);
    }
  }
}
