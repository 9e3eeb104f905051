package edu.fmu.sims.launcher;

import java.nio.file.Path;

/** Where a running demo says how its servers are reached. */
final class RunningDemo {
  private RunningDemo() {}

  static Path file(Path data) {
    return data.resolve("run/env");
  }
}
