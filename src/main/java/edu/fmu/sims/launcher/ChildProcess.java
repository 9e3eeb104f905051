package edu.fmu.sims.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a child of this process. It is put into a session of its own, because
 * Ctrl-C in a terminal reaches the whole foreground group at once and would take the database away
 * from under requests that are still being finished.
 */
final class ChildProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts {@code command} with everything that it prints appended to {@code log}. */
  static ChildProcess start(String name, List<String> command, Path log) {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(command);
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ChildProcess(name, log, process);
    } catch (IOException e) {
      throw new LaunchException("Cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Waits until {@code probe} succeeds.
   *
   * @throws LaunchException when the process ends before, or the time is over
   */
  void awaitReady(Probe probe, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!probe.succeeds()) {
      if (process.waitFor(25, TimeUnit.MILLISECONDS)) {
        throw new LaunchException(
            "%s ended at once with exit code %d: see %s".formatted(name, process.exitValue(), log));
      }
      if (System.nanoTime() - end > 0) {
        throw new LaunchException(
            "%s did not answer within %d s: see %s".formatted(name, limit.toSeconds(), log));
      }
    }
  }

  /** Asks the process to end with {@code signal}, and ends it by force after {@code limit}. */
  void stop(String signal, Duration limit) {
    stop(process.toHandle(), signal, limit);
  }

  /** As {@link #stop(String, Duration)}, for a process that is not our child. */
  static void stop(ProcessHandle process, String signal, Duration limit) {
    if (!process.isAlive()) {
      return;
    }
    try {
      // The shell's own kill is there on every system; ProcessHandle can send only TERM and KILL.
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      long end = System.nanoTime() + limit.toNanos();
      while (running(process) && System.nanoTime() - end < 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // no shell: by force, below
    }
    if (running(process)) {
      process.destroyForcibly();
    }
  }

  /** A process that ended but whose parent has not noticed yet counts as ended. */
  private static boolean running(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** A question whether a server serves yet. */
  @FunctionalInterface
  interface Probe {
    boolean succeeds();
  }
}
