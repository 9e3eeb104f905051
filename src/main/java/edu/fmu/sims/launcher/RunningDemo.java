package edu.fmu.sims.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A demo that runs in another process, as seen by the management commands. */
final class RunningDemo {
  private RunningDemo() {}

  /** Where a demo says, for as long as it runs, how its servers are reached. */
  static Path file(Path data) {
    return data.resolve("run/env");
  }

  /**
   * Gives {@code settings} the servers of the demo on {@code data}.
   *
   * @throws LaunchException if no demo runs there
   */
  static void adopt(Settings settings, Path data) {
    try {
      if (!runs(data)) {
        throw new LaunchException(
            "No database: set POSTGRES_HOST, or start ./sims demo in another terminal first.");
      }
      settings.load(file(data));
    } catch (IOException e) {
      throw new LaunchException(
          "Cannot read how the demo in " + data + " is reached: " + e.getMessage(), e);
    }
  }

  /** A file left by a demo that was killed says nothing; its lock does. */
  private static boolean runs(Path data) throws IOException {
    if (!Files.exists(file(data))) {
      return false;
    }
    try (FileChannel channel =
            FileChannel.open(data.resolve("run/lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }
}
