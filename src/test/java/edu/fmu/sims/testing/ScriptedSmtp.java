package edu.fmu.sims.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A mail server that misbehaves on command, and remembers what it accepted. A script line says what
 * is answered at a step ({@code greeting}, {@code ehlo}, {@code mail}, {@code rcpt}, {@code data},
 * {@code end}): a reply such as {@code 450 later}, {@code drop} to hang up without a word, {@code
 * accept-drop} to take the mail and hang up, {@code accept-hang} and {@code hang} to fall silent,
 * {@code drip} to begin an answer and never end it.
 */
public final class ScriptedSmtp implements AutoCloseable {
  private static final long DRIP_NANOS = 300_000_000;

  private final ServerSocket server;
  private final Map<String, String> script = new ConcurrentHashMap<>();
  private final List<Acceptance> accepted = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private ScriptedSmtp(ServerSocket server) {
    this.server = server;
  }

  /** Starts a server that accepts everything. */
  public static ScriptedSmtp start() {
    try {
      ScriptedSmtp smtp =
          new ScriptedSmtp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(smtp::listen);
      return smtp;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on that is answered at that step. */
  public ScriptedSmtp answer(String step, String reply) {
    script.put(step, reply);
    return this;
  }

  /** Accepts everything again. */
  public void behave() {
    script.clear();
  }

  /** The Message-IDs of what was accepted, in order, repeated ones too. */
  public List<String> accepted() {
    return accepted.stream().map(Acceptance::messageId).toList();
  }

  /** What was accepted when. */
  public List<Acceptance> acceptances() {
    return accepted;
  }

  /** The server took a mail. */
  public record Acceptance(String messageId, Instant at) {}

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> converse(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      OutputStream out = socket.getOutputStream();
      boolean goesOn = say(out, in, "greeting", "220 scripted");
      while (goesOn) {
        String line = in.readLine();
        if (line == null) {
          return;
        }
        String command = line.split("[ :]", 2)[0].toLowerCase(Locale.ROOT);
        goesOn =
            switch (command) {
              case "data" -> say(out, in, "data", "354 go on") && body(out, in);
              case "quit" -> {
                write(out, "221 bye");
                yield false;
              }
              default -> say(out, in, command.equals("helo") ? "ehlo" : command, "250 fine");
            };
      }
    } catch (IOException e) {
      // The other side hung up.
    } finally {
      open.remove(socket);
    }
  }

  private boolean body(OutputStream out, BufferedReader in) throws IOException {
    if (!script.getOrDefault("data", "354").startsWith("354")) {
      return true;
    }
    String id = "none";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
        id = line.substring(line.indexOf(':') + 1).strip();
      }
      if (line.equals(".")) {
        // Read once: the script may change before the answer is given.
        String reply = script.getOrDefault("end", "250 taken");
        if (reply.startsWith("2") || reply.startsWith("accept")) {
          accepted.add(new Acceptance(id, Clock.systemUTC().instant()));
        }
        return answer(out, in, reply);
      }
    }
    return false;
  }

  private boolean say(OutputStream out, BufferedReader in, String step, String usual)
      throws IOException {
    return answer(out, in, script.getOrDefault(step, usual));
  }

  private static boolean answer(OutputStream out, BufferedReader in, String reply)
      throws IOException {
    switch (reply) {
      case "drop", "accept-drop" -> {
        return false;
      }
      case "hang", "accept-hang" -> {
        while (in.read() >= 0) {
          // Says nothing, whatever comes, until the other side gives up.
        }
        return false;
      }
      case "drip" -> {
        while (true) {
          write(out, "250-wait");
          LockSupport.parkNanos(DRIP_NANOS);
        }
      }
      default -> {
        write(out, reply);
        return true;
      }
    }
  }

  private static void write(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
