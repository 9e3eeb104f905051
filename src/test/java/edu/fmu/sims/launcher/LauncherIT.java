package edu.fmu.sims.launcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import edu.fmu.sims.testing.ServerProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherIT {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void printsWhereItIsAndStopsWithEverythingItStarted() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      assertThat(server.output())
          .contains("SIMS is ready at " + server.baseUrl())
          .contains("admin, registrar, examcell, faculty, student")
          .contains("sims-demo-passphrase");
      assertThat(status(server)).isEqualTo(200);
      assertThat(server.processesOnData()).hasSize(2);
      assertStrangeBytesAreTold(server);

      long start = System.nanoTime();
      int exitCode = server.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STOP_LIMIT);
      assertThat(exitCode).isZero();
      assertThat(server.processesOnData()).isEmpty();
      assertThat(server.data().resolve("run/env")).doesNotExist();
    }
  }

  /** What a browser never sends, written byte by byte: no page of the container's own. */
  private static void assertStrangeBytesAreTold(ServerProcess server) throws IOException {
    String token =
        given()
            .baseUri(server.baseUrl().toString())
            .contentType("application/json")
            .body("{\"identifier\": \"admin\", \"password\": \"sims-demo-passphrase\"}")
            .post("/api/auth/login/")
            .path("tokens.access");
    for (String target :
        List.of(
            "/api/students/%00/",
            "/api/students/1%00/",
            "/api/students/%ff%fe/",
            "/api/students/%/",
            "/api/students/%zz/",
            "/api/students/1%2f2/",
            "/api/students/..%5c..%5c/",
            "/api/students/%2e%2e%2f%2e%2e/",
            "/api/students/1;x=%00/",
            "/api/students/?search=%00",
            "/api/students/?search=%ff",
            "/api/students/?search=%",
            "/api/students/?program=%00",
            "/api/students/?%00=1",
            "/api/students/?cursor=%00",
            "/api/students/?ordering=%00",
            "/api/students/?page=%00",
            "/api/audit/?object=Result:%00",
            "/api/audit/%00/",
            "/api/transcripts/verify/%00/",
            "/api/verify/%00%ff/",
            "/api/\u0000/",
            "/api/students/\u00e9/",
            "/api/students/{}|^/",
            "/%00",
            "api/students/",
            "//api//students//")) {
      String answer = raw(server, "GET " + target + " HTTP/1.1", token);
      assertThat(answer)
          .as(target)
          .matches("(?s)HTTP/1.1 (200|400|404) .*")
          .doesNotContainIgnoringCase("<html", "tomcat", "Exception");
      if (!answer.startsWith("HTTP/1.1 200")) {
        assertThat(answer).as(target).contains("application/problem+json", "\"error\":{\"code\":4");
      }
    }
    for (String line : List.of("GET /api/students/", "\u0000\u0001\u0002", "GET  / HTTP/9.9")) {
      assertThat(raw(server, line, token))
          .as(line)
          .doesNotContainIgnoringCase("<html", "tomcat", "HTTP/1.1 5");
    }
  }

  private static String raw(ServerProcess server, String line, String token) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.baseUrl().getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          line
              + "\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + token
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void keepsItsDataAcrossRestartsAndAfterAKill() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      execute(server, "create table kept (word text)", "insert into kept values ('first')");
      server.stop();
      server.start();
      execute(server, "insert into kept values ('second')");

      server.kill9();
      Set<Long> orphans = pids(server);
      assertThat(orphans).as("servers that outlive the kill").isNotEmpty();
      server.start();

      assertThat(pids(server)).doesNotContainAnyElementsOf(orphans).hasSize(2);
      assertThat(server.output()).contains("left behind");
      assertThat(count(server, "select count(*) from kept")).isEqualTo(2);
    }
  }

  @Test
  void letsNobodyIntoItsDatabaseWithoutThePassword() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      Map<String, String> settings = settings(server);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(server.data().resolve("run/env"))))
          .isEqualTo("rw-------");
      settings.put("POSTGRES_PASSWORD", "guess");
      assertThat(catchThrowable(() -> connect(settings).close())).isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bin/postgres", "redis-server"})
  void startsAServerAgainThatEndedByItself(String program) throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      ProcessHandle victim =
          server.processesOnData().stream()
              .filter(process -> process.info().commandLine().orElse("").contains(program))
              .findFirst()
              .orElseThrow();

      victim.destroyForcibly();

      await()
          .atMost(STOP_LIMIT)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                assertThat(pids(server)).hasSize(2).doesNotContain(victim.pid());
                assertThat(count(server, "select 1")).isOne();
              });
      assertThat(server.output()).contains("is started again");
      assertThat(server.stop()).isZero();
      assertThat(server.processesOnData()).isEmpty();
    }
  }

  @Test
  void runsManagementCommandsOnTheRunningDemo() {
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.on(data).start();
        ServerProcess command = ServerProcess.on(data).arguments("migrate").launch()) {
      assertThat(command.awaitExit()).as(command.output()).isZero();

      server.stop();

      command.launch();
      assertRefused(command, "No database");
    }
  }

  @Test
  void refusesASecondServerOnTheSameData() {
    Path data = folder.resolve("data");
    try (ServerProcess first = ServerProcess.on(data).start();
        ServerProcess second = ServerProcess.on(data).launch()) {
      assertRefused(second, "already runs on");
      assertThat(first.processesOnData()).hasSize(2);
    }
  }

  @Test
  void refusesATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerProcess server =
            ServerProcess.on(folder.resolve("data"), taken.getLocalPort()).launch()) {
      assertRefused(server, "Port " + taken.getLocalPort());
      assertThat(server.processesOnData()).isEmpty();
    }
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    try (ServerProcess server = ServerProcess.on(file.resolve("data")).launch()) {
      assertRefused(server, "Cannot write to the data folder");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--students=0", "--students=many", "--students", "--pupils=5", "x"})
  void refusesBadArguments(String argument) {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data")).arguments("demo", argument).launch()) {
      assertRefused(server, argument.startsWith("--students=") ? "--students must be" : argument);
      assertThat(server.data()).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIMS_PORT=http", "SIMS_PORT=70000", "SIMS_DEMO_PASSWORD=short"})
  void refusesBadSettings(String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .with(name, setting.substring(setting.indexOf('=') + 1))
            .launch()) {
      assertRefused(server, name);
    }
  }

  @Test
  void saysWhyTheApplicationDidNotStart() {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data")).with("SECRET_KEY", "changeme").launch()) {
      assertRefused(server, "SECRET_KEY");
      assertThat(server.processesOnData()).isEmpty();
    }
  }

  private static void assertRefused(ServerProcess server, String reason) {
    assertThat(server.awaitExit()).isNotZero();
    assertThat(server.output().lines().toList())
        .singleElement()
        .asString()
        .startsWith("sims: ")
        .contains(reason);
  }

  private static int status(ServerProcess server) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) server.baseUrl().resolve("/readyz").toURL().openConnection();
    return connection.getResponseCode();
  }

  private static Set<Long> pids(ServerProcess server) {
    return server.processesOnData().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static Map<String, String> settings(ServerProcess server) throws IOException {
    return Files.readAllLines(server.data().resolve("run/env")).stream()
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
  }

  private static Connection connect(Map<String, String> settings) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                settings.get("POSTGRES_HOST"),
                settings.get("POSTGRES_PORT"),
                settings.get("POSTGRES_DB")),
        settings.get("POSTGRES_USER"),
        settings.get("POSTGRES_PASSWORD"));
  }

  private static void execute(ServerProcess server, String... statements) throws Exception {
    try (Connection connection = connect(settings(server));
        Statement statement = connection.createStatement()) {
      for (String sql : List.of(statements)) {
        statement.execute(sql);
      }
    }
  }

  private static long count(ServerProcess server, String query) throws Exception {
    try (Connection connection = connect(settings(server));
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
