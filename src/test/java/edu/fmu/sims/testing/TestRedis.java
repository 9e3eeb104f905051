package edu.fmu.sims.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import redis.embedded.RedisServer;

/**
 * A real Redis of one's own, on a free port of 127.0.0.1, that can be stopped and started again.
 */
public final class TestRedis implements AutoCloseable {
  private static final int LEAST_PORT = 15_000;
  private static final int MOST_PORT = 30_000;

  private final int port;
  private final String[] settings;
  private RedisServer server;

  private TestRedis(int port, String... settings) {
    this.port = port;
    this.settings = settings.clone();
    this.server = launch();
  }

  /**
   * Starts a server that keeps nothing on disk.
   *
   * @param settings lines of redis.conf, over the defaults
   */
  public static TestRedis start(String... settings) {
    return new TestRedis(freePort(), settings);
  }

  /**
   * A port that nobody listens on at this time, and that the system gives to no outgoing
   * connection: else it may be taken while the server on it is being restarted.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: try another.
      }
    }
  }

  /** The address as the application takes it. */
  public String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  public int port() {
    return port;
  }

  /** Ends the server; what it held is lost. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an empty server on the same port again. */
  public void restart() {
    stop();
    server = launch();
  }

  @Override
  public void close() {
    stop();
  }

  private RedisServer launch() {
    try {
      var builder =
          RedisServer.newRedisServer()
              .port(port)
              .bind("127.0.0.1")
              .onShutdownForceStop(true)
              .setting("save \"\"")
              .setting("appendonly no");
      for (String setting : settings) {
        builder = builder.setting(setting);
      }
      RedisServer fresh = builder.build();
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
