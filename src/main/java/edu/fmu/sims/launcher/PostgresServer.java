package edu.fmu.sims.launcher;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the demo's own. It listens on 127.0.0.1 alone, at a port that is free at the
 * time, and lets nobody in without a password, since other people may have accounts on the machine.
 * What it has committed survives a power cut (fsync stays on).
 */
final class PostgresServer {
  /** The database of the application. */
  static final String DATABASE = "sims_db";

  /** The owner of the database; it may make the run-time role, which owns nothing. */
  static final String OWNER = "sims_user";

  private static final String SUPERUSER = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

  private final ChildProcess process;
  private final int port;
  private final String password;

  private PostgresServer(ChildProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /** Starts the server on the folder's data, which is made first where there is none. */
  static PostgresServer start(DataFolder folder, Path binaries) throws InterruptedException {
    Path data = folder.path("postgres");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialize(folder, binaries, data);
    }
    int port = Ports.free();
    List<String> command = asOrdinaryUser(binaries.resolve("bin/postgres"));
    command.addAll(
        List.of(
            "-D", data.toString(),
            "-h", "127.0.0.1",
            "-p", Integer.toString(port),
            "-k", "",
            "-c", "timezone=UTC",
            "-c", "log_timezone=UTC",
            "-c", "password_encryption=scram-sha-256"));
    ChildProcess process = ChildProcess.start("PostgreSQL", command, folder.log("postgres"));
    PostgresServer server = new PostgresServer(process, port, folder.secret(OWNER));
    try {
      DataSource superuser = source(port, "postgres", SUPERUSER, folder.secret(SUPERUSER));
      process.awaitReady(() -> answers(superuser), START_LIMIT);
      server.prepare(superuser);
      return server;
    } catch (RuntimeException | InterruptedException e) {
      server.stop();
      throw e;
    }
  }

  private static void initialize(DataFolder folder, Path binaries, Path data)
      throws InterruptedException {
    // Made under another name: an interrupted initdb must not look like a database.
    Path fresh = folder.path("postgres.new");
    List<String> command = asOrdinaryUser(binaries.resolve("bin/initdb"));
    command.addAll(
        List.of(
            "-D",
            fresh.toString(),
            "-U",
            SUPERUSER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + folder.secretFile(SUPERUSER),
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums"));
    try {
      ServerBinaries.deleteRecursively(fresh);
      Process initdb =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log("postgres").toFile()))
              .start();
      if (initdb.waitFor() != 0) {
        throw new LaunchException(
            "PostgreSQL could not make its data folder: see " + folder.log("postgres"));
      }
      Files.move(fresh, data);
    } catch (IOException e) {
      throw new LaunchException("Cannot make the database in " + data + ": " + e.getMessage(), e);
    }
  }

  /**
   * PostgreSQL refuses to run as root, or as a user id without a name. In a user namespace without
   * a mapping it sees the ordinary user "nobody", while its files go on belonging to the real one.
   */
  private static List<String> asOrdinaryUser(Path program) {
    List<String> command = new ArrayList<>();
    UnixSystem user = new UnixSystem();
    if (user.getUid() == 0 || user.getUsername() == null) {
      command.add("unshare");
      command.add("-U");
    }
    command.add(program.toString());
    return command;
  }

  /** Makes role and database; repeatable, because an earlier first start may have been killed. */
  private void prepare(DataSource superuser) {
    try (Connection connection = superuser.getConnection();
        Statement statement = connection.createStatement()) {
      if (!exists(connection, "select 1 from pg_roles where rolname = ?", OWNER)) {
        statement.execute("create role " + OWNER + " login createrole");
      }
      // The password is hexadecimal and of our own making: nothing in it needs quoting.
      statement.execute("alter role " + OWNER + " password '" + password + "'");
      if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
        statement.execute("create database " + DATABASE + " owner " + OWNER);
      }
    } catch (SQLException e) {
      throw new LaunchException("PostgreSQL refused to set up SIMS: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private static boolean answers(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static DataSource source(int port, String database, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  /** Starts the server again whenever it ends by itself. */
  void keepAlive(PrintStream out) {
    process.keepAlive(out);
  }

  /** Ends the server at once but in order: open transactions are rolled back. */
  void stop() {
    process.stop("INT", STOP_LIMIT);
  }
}
