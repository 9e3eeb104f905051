package edu.fmu.sims.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends what an earlier demo on the same data folder left behind when it was killed. To be used only
 * under the folder's lock: then a server found there has lost its master.
 */
final class Orphans {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final Path root;

  Orphans(Path root) {
    this.root = root;
  }

  /**
   * Ends the process that {@code pidFile} names if it really works on this folder, and removes the
   * file. A number that meanwhile belongs to another program is left alone.
   *
   * @return whether a process was ended
   */
  boolean sweep(Path pidFile, String signal) {
    Optional<ProcessHandle> orphan = named(pidFile).filter(this::isOurs);
    orphan.ifPresent(process -> ChildProcess.stop(process, signal, LIMIT));
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new LaunchException("Cannot remove the stale file " + pidFile, e);
    }
    return orphan.isPresent();
  }

  private static Optional<ProcessHandle> named(Path pidFile) {
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(root.toString())).isPresent();
  }
}
