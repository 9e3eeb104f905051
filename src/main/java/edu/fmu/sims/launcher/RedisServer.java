package edu.fmu.sims.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Redis of the demo's own, on 127.0.0.1 and behind a password. It writes every change to disk and
 * never drops a key to save memory: the job stream lies in it.
 */
final class RedisServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
  private static final int PROBE_TIMEOUT_MILLIS = 500;

  private final ChildProcess process;
  private final int port;
  private final String password;

  private RedisServer(ChildProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /** Starts the server on the folder's data. */
  static RedisServer start(DataFolder folder, Path program) throws InterruptedException {
    int port = Ports.free();
    String password = folder.secret("redis");
    Path configuration = folder.path("run/redis.conf");
    try {
      // In a file, because a command line can be read by everybody on the machine.
      DataFolder.writePrivate(configuration, configuration(folder, port, password));
    } catch (IOException e) {
      throw new LaunchException("Cannot write " + configuration + ": " + e.getMessage(), e);
    }
    ChildProcess process =
        ChildProcess.start(
            "Redis", List.of(program.toString(), configuration.toString()), folder.log("redis"));
    RedisServer server = new RedisServer(process, port, password);
    try {
      process.awaitReady(server::answers, START_LIMIT);
      return server;
    } catch (RuntimeException | InterruptedException e) {
      server.stop();
      throw e;
    }
  }

  private static String configuration(DataFolder folder, int port, String password) {
    return """
        bind 127.0.0.1
        port %d
        requirepass %s
        dir "%s"
        pidfile "%s"
        set-proc-title no
        appendonly yes
        save ""
        maxmemory-policy noeviction
        """
        .formatted(port, password, folder.path("redis"), pidFile(folder));
  }

  /** Where the server leaves its process id. */
  static Path pidFile(DataFolder folder) {
    return folder.path("run/redis.pid");
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_TIMEOUT_MILLIS);
      socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
      String commands = "AUTH " + password + "\r\nPING\r\nQUIT\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.US_ASCII).contains("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  /** The address with the password, as the application takes it. */
  String url() {
    return "redis://:" + password + "@127.0.0.1:" + port + "/0";
  }

  /** Starts the server again whenever it ends by itself. */
  void keepAlive(PrintStream out) {
    process.keepAlive(out);
  }

  /** Ends the server after it has written what it holds. */
  void stop() {
    process.stop("TERM", STOP_LIMIT);
  }
}
