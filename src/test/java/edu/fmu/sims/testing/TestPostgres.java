package edu.fmu.sims.testing;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** A real PostgreSQL server, which can fall over and get up again. */
public final class TestPostgres implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server on an empty folder; without settings it is fast and careless.
   *
   * @param settings of postgresql.conf
   */
  public static TestPostgres start(Map<String, String> settings) {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    settings.forEach(builder::setServerConfig);
    try {
      return new TestPostgres(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  DataSource superuser(String database) {
    return server.getDatabase("postgres", database, Map.of("preferQueryMode", "simple"));
  }

  /** Runs a statement as the superuser. */
  public void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** How the server was started, to be started again in the same way. */
  public record Stopped(List<String> command) {}

  /**
   * What {@code pg_ctl stop -m immediate} does: no checkpoint, no good-bye; the next start recovers
   * from the log.
   */
  public Stopped stopImmediately() {
    try {
      Path folder = Path.of(setting("data_directory"));
      long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
      List<String> command = new ArrayList<>();
      if (new UnixSystem().getUid() == 0) {
        // PostgreSQL refuses to run as root: in a namespace of its own it sees another user.
        command.addAll(List.of("unshare", "-U"));
      }
      String line = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
      command.addAll(List.of(line.split("\0")));
      new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
      Awaitility.await("the end of PostgreSQL")
          .atMost(LIMIT)
          .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
      return new Stopped(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts it on what it had written, and waits until it answers. */
  public void startAgain(Stopped stopped) {
    try {
      new ProcessBuilder(stopped.command())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("PostgreSQL")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> !setting("port").isEmpty());
  }

  private String setting(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
