package edu.fmu.sims.transcripts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import edu.fmu.sims.testing.ServerProcess;
import edu.fmu.sims.testing.TestDatabase;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of the product, held against SIGKILL: the packaged server is killed at a named step
 * between the claim of the job and the end of the mail, started again on the same data, and exactly
 * one mail arrives.
 */
class TranscriptCrashIT {
  private static final String PASSWORD = "a-passphrase-for-the-crash-test";
  private static final String RECIPIENT = "fatima@example.com";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void startSmtp() {
    smtp.start();
  }

  @AfterEach
  void stopSmtp() {
    smtp.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-claim", "before-data"})
  void aServerKilledBetweenClaimAndMailSendsItOnceWhenItIsBack(String step, @TempDir Path data)
      throws Exception {
    try (ServerProcess server = server(data).with("SIMS_FAULT", step + ":pause").start()) {
      int job = enqueue(server);
      await("the rehearsal's stand-still at " + step)
          .atMost(LIMIT)
          .until(() -> server.logs().contains("standing still at " + step));
      assertThat(smtp.getReceivedMessages()).isEmpty();
      server.kill9();

      server.with("SIMS_FAULT", "").start();
      await("the job's end")
          .atMost(LIMIT)
          .until(() -> "succeeded".equals(job(server, job, "state")));
      MimeMessage[] received = smtp.getReceivedMessages();
      assertThat(received).hasSize(1);
      assertThat(received[0].getAllRecipients()).extracting(Object::toString).contains(RECIPIENT);
      Multipart parts = (Multipart) received[0].getContent();
      assertThat(parts.getBodyPart(1).getFileName()).startsWith("transcript_").endsWith(".pdf");
      int attempts = job(server, job, "attempts");
      assertThat(attempts).isEqualTo(2);
    }
  }

  /** The sixth of twelve students cannot be issued to until the server has been killed. */
  @Test
  void aBatchKilledInTheMiddleGoesOnWithoutDoublesAndGaps(@TempDir Path data) throws Exception {
    try (TestDatabase database = TestDatabase.create();
        ServerProcess server =
            withAll(server(data).arguments("demo", "--students=12"), database.environment())
                .start();
        Connection connection = database.owner().getConnection()) {
      List<Long> students = numbers(connection, "select id from student order by id");
      assertThat(students).hasSize(12);
      int job;
      connection.setAutoCommit(false);
      try {
        numbers(
            connection,
            "select id from student where id = " + students.get(5) + " for no key update");
        job =
            post(server, "/api/transcripts/batch/", Map.of("student_ids", students)).path("job_id");
        await("the stand-still in the middle")
            .atMost(LIMIT)
            .until(
                () ->
                    numbers(
                                connection,
                                "select pid from pg_locks where not granted and locktype in"
                                    + " ('transactionid', 'tuple')")
                            .size()
                        > 0);
        server.kill9();
        assertThat(numbers(connection, "select id from document")).hasSizeBetween(1, 11);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      server.start();
      await("the job's end")
          .atMost(LIMIT)
          .until(() -> "succeeded".equals(job(server, job, "state")));
      int attempts = job(server, job, "attempts");
      assertThat(attempts).isEqualTo(2);
      int done = job(server, job, "progress.done");
      assertThat(done).isEqualTo(12);
      assertThat(numbers(connection, "select student_id from document order by student_id"))
          .isEqualTo(students);
      assertThat(numbers(connection, "select right(serial, 6)::int from document order by 1"))
          .as("serials without gaps")
          .isEqualTo(LongStream.rangeClosed(1, 12).boxed().toList());
      List<String> names = new ArrayList<>();
      byte[] zip =
          given()
              .baseUri(server.baseUrl().toString())
              .auth()
              .oauth2(signIn(server))
              .get("/api/transcripts/batch/" + job + "/file/")
              .asByteArray();
      try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          names.add(entry.getName());
        }
      }
      assertThat(names).hasSize(13).doesNotHaveDuplicates().contains("index.csv");
    }
  }

  private static ServerProcess withAll(ServerProcess server, Map<String, String> settings) {
    settings.forEach(server::with);
    return server;
  }

  private static List<Long> numbers(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  @Test
  void aMailServerThatIsDownIsWaitedForInTheOpen(@TempDir Path data) {
    int port = smtp.getSmtp().getPort();
    try (ServerProcess server = server(data).with("SIMS_JOB_RETRY_BASE_MILLIS", "300")) {
      smtp.stop();
      server.start();
      int job = enqueue(server);
      await("a visible retry")
          .atMost(LIMIT)
          .until(
              () ->
                  "scheduled".equals(job(server, job, "state"))
                      && !job(server, job, "error").toString().isEmpty());
      GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      back.start();
      try {
        await("the job's end")
            .atMost(LIMIT)
            .until(() -> "succeeded".equals(job(server, job, "state")));
        assertThat(back.getReceivedMessages()).hasSize(1);
      } finally {
        back.stop();
      }
    }
  }

  private ServerProcess server(Path data) {
    return ServerProcess.on(data)
        .with("DEBUG", "True")
        .with("SIMS_DEMO_PASSWORD", PASSWORD)
        .with("EMAIL_HOST", "127.0.0.1")
        .with("EMAIL_PORT", String.valueOf(smtp.getSmtp().getPort()))
        .with("SIMS_JOB_LEASE_SECONDS", "3");
  }

  private static String signIn(ServerProcess server) {
    return given()
        .baseUri(server.baseUrl().toString())
        .contentType(ContentType.JSON)
        .body(Map.of("identifier", "registrar", "password", PASSWORD))
        .post("/api/auth/login/")
        .then()
        .statusCode(200)
        .extract()
        .path("tokens.access");
  }

  private static int enqueue(ServerProcess server) {
    String token = signIn(server);
    int student =
        given()
            .baseUri(server.baseUrl().toString())
            .auth()
            .oauth2(token)
            .get("/api/students/?page_size=1")
            .then()
            .statusCode(200)
            .extract()
            .path("results[0].id");
    return post(
            server, "/api/transcripts/enqueue/", Map.of("student_id", student, "email", RECIPIENT))
        .path("job_id");
  }

  private static ExtractableResponse<Response> post(
      ServerProcess server, String path, Map<String, ?> body) {
    return given()
        .baseUri(server.baseUrl().toString())
        .auth()
        .oauth2(signIn(server))
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(202)
        .extract();
  }

  private static <T> T job(ServerProcess server, int id, String field) {
    return given()
        .baseUri(server.baseUrl().toString())
        .auth()
        .oauth2(signIn(server))
        .get("/api/jobs/" + id + "/")
        .then()
        .statusCode(200)
        .extract()
        .path(field);
  }
}
