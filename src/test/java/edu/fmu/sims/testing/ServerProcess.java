package edu.fmu.sims.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The packaged server as a process of its own, as {@code ./sims demo} runs it, so that a test can
 * kill it and start it again on the same data. Needs {@code target/sims} and {@code
 * target/launcher}: for tests named {@code *IT}.
 *
 * <p>Closing it leaves no process behind, whatever the test did.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path TARGET = HOME.resolve("target");
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final String[] FOREIGN = {
    "POSTGRES_HOST", "REDIS_URL", "EMAIL_HOST", "SECRET_KEY", "SIMS_DEMO_PASSWORD", "SIMS_ROLE"
  };

  private final Path data;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> arguments = List.of("demo", "--students=5");
  private @Nullable Process process;
  private @Nullable Path output;

  private ServerProcess(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** A server, not started yet, with its data in {@code data} and on a free port. */
  public static ServerProcess on(Path data) {
    return on(data, freePort());
  }

  /** As {@link #on(Path)}, on a chosen port. */
  public static ServerProcess on(Path data, int port) {
    return new ServerProcess(data, port);
  }

  /** Sets an environment variable of the next starts. */
  public ServerProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Replaces the command line, {@code demo --students=5} unless told. */
  public ServerProcess arguments(String... words) {
    arguments = List.of(words);
    return this;
  }

  /** Starts the process and returns at once. */
  public ServerProcess launch() {
    try {
      Path printed = Files.createTempFile("sims-server-", ".out");
      output = printed;
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.directory(HOME.toFile());
      builder.redirectErrorStream(true).redirectOutput(printed.toFile());
      for (String name : FOREIGN) {
        builder.environment().remove(name);
      }
      builder.environment().put("SIMS_DATA", data.toString());
      builder.environment().put("SIMS_PORT", Integer.toString(port));
      builder.environment().putAll(environment);
      process = builder.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the process and returns when it has printed where it is. */
  public ServerProcess start() {
    launch();
    Awaitility.await("the server's greeting")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> output().contains("stop ") || !process().isAlive());
    if (!process().isAlive()) {
      throw new AssertionError("the server ended while starting:\n" + output() + logs());
    }
    return this;
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Dsims.home=" + HOME,
            "-cp",
            classPath(),
            "edu.fmu.sims.launcher.Launcher"));
    command.addAll(arguments);
    return command;
  }

  private static String classPath() throws IOException {
    List<String> jars = new ArrayList<>();
    for (Path folder : List.of(TARGET.resolve("launcher"), TARGET.resolve("sims/WEB-INF/lib"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    return String.join(":", jars);
  }

  /** Where the server answers, without a slash at the end. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Its data folder. */
  public Path data() {
    return data;
  }

  /** What it has printed on its terminal since the last start. */
  public String output() {
    try {
      return output == null ? "" : Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of all its log files. */
  public String logs() {
    StringBuilder text = new StringBuilder();
    Path folder = data.resolve("logs");
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        text.append("== ").append(file.getFileName()).append('\n').append(Files.readString(file));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server with SIGKILL; its PostgreSQL and Redis stay behind. */
  public void kill9() {
    process().destroyForcibly();
    awaitExit();
  }

  /** Ends the server with SIGTERM and returns its exit code. */
  public int stop() {
    process().destroy();
    return awaitExit();
  }

  /** Waits until the process has ended by itself and returns its exit code. */
  public int awaitExit() {
    try {
      if (!process().waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the server did not end:\n" + output());
      }
      return process().exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The processes on this machine whose command line mentions the data folder. */
  public List<ProcessHandle> processesOnData() {
    return ProcessHandle.allProcesses()
        .filter(
            candidate ->
                candidate
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(data.toString()))
                    .isPresent())
        .toList();
  }

  /** The server's own process id. */
  public long pid() {
    return process().pid();
  }

  private Process process() {
    if (process == null) {
      throw new IllegalStateException("the server was never started");
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      awaitExit();
    }
    processesOnData().forEach(ProcessHandle::destroyForcibly);
    Awaitility.await("the end of the servers on " + data)
        .atMost(END_LIMIT)
        .until(() -> processesOnData().isEmpty());
  }

  /** A port on 127.0.0.1 that nobody uses at this moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
