package edu.fmu.sims.launcher;

import java.io.IOException;
import java.io.PrintStream;
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
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int RESTARTS = 10;

  private final String name;
  private final List<String> command;
  private final Path log;
  private Process process;
  private boolean stopping;

  private ChildProcess(String name, List<String> command, Path log) {
    this.name = name;
    this.command = command;
    this.log = log;
    this.process = launch();
  }

  /** Starts {@code command} with everything that it prints appended to {@code log}. */
  static ChildProcess start(String name, List<String> command, Path log) {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(command);
    return new ChildProcess(name, line, log);
  }

  private Process launch() {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new LaunchException("Cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Starts the server again, on its port and data, whenever it ends without having been told to. It
   * gives up after {@value #RESTARTS} times.
   *
   * @param out where a person is told
   */
  void keepAlive(PrintStream out) {
    Thread.ofVirtual().name("sims-keep-" + name).start(() -> keepAlive(out, RESTARTS));
  }

  private void keepAlive(PrintStream out, int restarts) {
    try {
      for (int left = restarts; left > 0; left--) {
        current().waitFor();
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        synchronized (this) {
          if (stopping) {
            return;
          }
          out.println(name + " has ended unexpectedly and is started again: see " + log);
          process = launch();
        }
      }
      out.println(name + " does not stay up: see " + log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process current() {
    return process;
  }

  /**
   * Waits until {@code probe} succeeds.
   *
   * @throws LaunchException when the process ends before, or the time is over
   */
  void awaitReady(Probe probe, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!probe.succeeds()) {
      if (current().waitFor(25, TimeUnit.MILLISECONDS)) {
        throw new LaunchException("%s ended at once: see %s".formatted(name, log));
      }
      if (System.nanoTime() - end > 0) {
        throw new LaunchException(
            "%s did not answer within %d s: see %s".formatted(name, limit.toSeconds(), log));
      }
    }
  }

  /** Asks the process to end with {@code signal}, and ends it by force after {@code limit}. */
  void stop(String signal, Duration limit) {
    Process last;
    synchronized (this) {
      stopping = true;
      last = process;
    }
    stop(last.toHandle(), signal, limit);
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
