package edu.fmu.sims.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, to be killed, stopped in its tracks and started again. */
final class NodeProcess implements AutoCloseable {
  private final Map<String, String> settings;
  private Process process;

  NodeProcess(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
    this.process = launch(settings);
  }

  private static Process launch(Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    settings.forEach((name, value) -> command.add("-Dsims.env." + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeMain.class.getName()));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code -Dfaults.log=FILE} keeps what the nodes print. */
  private static ProcessBuilder.Redirect log() {
    String file = System.getProperty("faults.log", "");
    return file.isEmpty()
        ? ProcessBuilder.Redirect.DISCARD
        : ProcessBuilder.Redirect.appendTo(Path.of(file).toFile());
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** An orderly end. */
  void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  void startAgain() {
    process = launch(settings);
  }

  /** SIGSTOP: the process stands still and does not know it. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
