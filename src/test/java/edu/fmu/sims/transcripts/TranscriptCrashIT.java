package edu.fmu.sims.transcripts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import edu.fmu.sims.testing.ServerProcess;
import io.restassured.http.ContentType;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
    return given()
        .baseUri(server.baseUrl().toString())
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(Map.of("student_id", student, "email", RECIPIENT))
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(202)
        .extract()
        .path("job_id");
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
