package edu.fmu.sims.deployment;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.DatabaseConfig;
import edu.fmu.sims.deployment.Tools.Outcome;
import edu.fmu.sims.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL of the machine's own packages: with psql and pg_dump of its own age beside it. */
final class OwnPostgres implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

  private final Path bin;
  private final Path data;
  private final int port = ServerProcess.freePort();

  private OwnPostgres(Path bin, Path data) {
    this.bin = bin;
    this.data = data;
  }

  /** Starts it; the test is left out, saying so, where no server is installed. */
  static OwnPostgres start() throws IOException, InterruptedException {
    Optional<Path> installed = newest();
    Assumptions.assumeTrue(installed.isPresent(), "no PostgreSQL server is installed");
    Path bin = installed.orElseThrow();
    OwnPostgres server = new OwnPostgres(bin, Files.createTempDirectory("sims-own-postgres-"));
    if (isRoot()) {
      server.must("chown", "postgres", server.data.toString());
    }
    String cluster = server.data.resolve("cluster").toString();
    server.asServer(
        bin + "/initdb",
        "-D",
        cluster,
        "-U",
        "postgres",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C.UTF-8");
    server.asServer(
        bin + "/pg_ctl",
        "-D",
        cluster,
        "-w",
        "-l",
        server.data + "/log",
        "-o",
        "-c listen_addresses=127.0.0.1 -p " + server.port + " -k " + server.data,
        "start");
    server.sql("postgres", "create role sims_user login createdb createrole password 'owner'");
    server.sql("postgres", "create database sims_db owner sims_user");
    // Passwords count from here on.
    Files.writeString(
        Path.of(cluster, "pg_hba.conf"),
        "local all all trust\nhost all postgres all trust\nhost all all all scram-sha-256\n");
    server.sql("postgres", "select pg_reload_conf()");
    return server;
  }

  private static Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> majors = Files.list(PACKAGES)) {
      return majors
          .map(major -> major.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_dump")))
          .max(Comparator.comparing(bin -> Integer.valueOf(bin.getName(3).toString())));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void asServer(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    line.addAll(List.of(command));
    must(line.toArray(String[]::new));
  }

  private void must(String... command) throws IOException, InterruptedException {
    Outcome outcome = Tools.run(Map.of(), command);
    if (outcome.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + outcome.said());
    }
  }

  /** Runs a statement as the superuser; what it gives, a line a row. */
  String sql(String database, String statement) throws IOException, InterruptedException {
    Outcome outcome =
        Tools.run(
            Map.of(),
            bin + "/psql",
            "-qXAtw",
            "-h",
            "127.0.0.1",
            "-p",
            String.valueOf(port),
            "-U",
            "postgres",
            "-d",
            database,
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            statement);
    if (outcome.code() != 0) {
      throw new IllegalStateException(statement + ": " + outcome.said());
    }
    return outcome.said().strip();
  }

  /** With what backup.sh and the application find it. */
  Map<String, String> environment() {
    Map<String, String> settings = new HashMap<>();
    settings.put("DEBUG", "True");
    settings.put("POSTGRES_HOST", "127.0.0.1");
    settings.put("POSTGRES_PORT", String.valueOf(port));
    settings.put("POSTGRES_DB", "sims_db");
    settings.put("POSTGRES_USER", "sims_user");
    settings.put("POSTGRES_PASSWORD", "owner");
    return settings;
  }

  DatabaseConfig config() {
    return SimsConfig.from(environment()).database();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    asServer(bin + "/pg_ctl", "-D", data.resolve("cluster").toString(), "-m", "immediate", "stop");
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
