package edu.fmu.sims.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's ahead-of-time cache of a build, with which later starts take about half the time.
 * The script starts the JVM of the first demo after a build so that it records what it loads; when
 * that demo is ready, the record is turned into the cache by a process of low priority. Nothing
 * depends on it: without a cache a start only takes longer.
 */
final class StartCache {
  private static final Logger log = LoggerFactory.getLogger(StartCache.class);
  private static final String RECORDING = "-XX:AOTConfiguration=";

  private final Path cache;

  /**
   * @param cache the file that the script looks for
   */
  StartCache(Path cache) {
    this.cache = cache;
  }

  /**
   * Ends the recording, if this JVM records, and begins to make the cache.
   *
   * @return how to give up making it
   */
  Runnable make() {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    Path record =
        flags.stream()
            .filter(flag -> flag.startsWith(RECORDING))
            .map(flag -> Path.of(flag.substring(RECORDING.length())))
            .findFirst()
            .orElse(null);
    if (record == null) {
      return () -> {};
    }
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "aotEndRecording",
              null,
              null);
      return assemble(record, flags);
    } catch (JMException | IOException e) {
      log.info("No start-up cache: this JVM cannot end its recording ({})", e.getMessage());
      return () -> {};
    }
  }

  private Runnable assemble(Path record, List<String> flags) throws IOException {
    Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    flags.stream().filter(flag -> !flag.startsWith("-XX:AOT")).forEach(command::add);
    command.addAll(
        List.of(
            "-XX:AOTMode=create",
            RECORDING + record,
            "-XX:AOTCache=" + fresh,
            "-cp",
            System.getProperty("java.class.path")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.onExit().thenAccept(ended -> finish(ended.exitValue(), record, fresh));
    return process::destroyForcibly;
  }

  private void finish(int exitCode, Path record, Path fresh) {
    try {
      if (exitCode == 0) {
        Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(record);
    } catch (IOException e) {
      log.info("No start-up cache: {}", e.getMessage());
    }
  }
}
