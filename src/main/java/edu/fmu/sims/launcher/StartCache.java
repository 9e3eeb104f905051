package edu.fmu.sims.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's ahead-of-time cache of a build, with which later starts take about half the time.
 * Beside the first demo after a build, a second JVM of low priority starts the same application as
 * one more node on the same servers, stops it again and leaves what it learned. Nothing depends on
 * that: without a cache a start only takes longer.
 */
final class StartCache {
  private static final Logger log = LoggerFactory.getLogger(StartCache.class);

  private final Path cache;
  private final Settings settings;

  /**
   * @param cache the file that the script looks for
   * @param settings how the servers are reached
   */
  StartCache(Path cache, Settings settings) {
    this.cache = cache;
    this.settings = settings;
  }

  /**
   * Begins to make the cache and returns at once.
   *
   * @return how to give up making it
   */
  Runnable make() {
    Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
    ProcessBuilder builder = new ProcessBuilder(command(fresh));
    settings.exportTo(builder.environment());
    builder.environment().put("SIMS_ROLE", "web");
    builder.environment().put("SIMS_MIGRATE", "off");
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.onExit().thenAccept(ended -> finish(ended.exitValue(), fresh));
      return () -> {
        // The JVM leaves the last step to a child of its own.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      };
    } catch (IOException e) {
      log.info("No start-up cache: {}", e.getMessage());
      return () -> {};
    }
  }

  private static List<String> command(Path fresh) {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + fresh,
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            Launcher.REHEARSAL));
    return command;
  }

  private void finish(int exitCode, Path fresh) {
    try {
      if (exitCode == 0 && Files.exists(fresh)) {
        Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
    } catch (IOException e) {
      log.info("No start-up cache: {}", e.getMessage());
    }
  }
}
