package edu.fmu.sims.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Questions about TCP ports on 127.0.0.1. */
final class Ports {
  private Ports() {}

  /** A port that nobody uses at this moment. */
  static int free() {
    try (ServerSocket socket = bound(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LaunchException("No free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sure that {@code port} can be listened on.
   *
   * @throws LaunchException if someone else does
   */
  static void requireFree(int port) {
    try (ServerSocket socket = bound(port)) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new LaunchException(
          "Port %d on 127.0.0.1 cannot be used (%s): set SIMS_PORT to another one."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
