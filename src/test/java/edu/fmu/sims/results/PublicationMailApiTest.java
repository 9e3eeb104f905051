package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.fmu.sims.testing.ScriptedSmtp;
import edu.fmu.sims.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever's results are published is told once. */
class PublicationMailApiTest {
  private static final String TYPE = "send_result_publication_mails";

  @AutoClose private static final ScriptedSmtp smtp = ScriptedSmtp.start();

  @AutoClose
  private static final TestServer server =
      TestServer.start(
          Clock.systemUTC(),
          Map.of(
              "EMAIL_HOST",
              "127.0.0.1",
              "EMAIL_PORT",
              String.valueOf(smtp.port()),
              "MAIL_ON_PUBLISH_DELAY_SECONDS",
              "3600",
              "SIMS_JOB_POLL_MILLIS",
              "50"));

  private static final University university = new University(server);
  private int before;

  @BeforeEach
  void count() {
    before = smtp.accepted().size();
  }

  private static long draft(String email, long section) {
    long student = university.student();
    server.sql("update student set email = ? where id = ?", email, student);
    return draft(student, section);
  }

  private static long draft(long student, long section) {
    return server.id(
        "insert into result (student_id, section_id, final_grade) values (?, ?, 'A') returning id",
        student,
        section);
  }

  private static void publish(Map<String, ?> body) {
    given()
        .spec(server.as("ExamCell"))
        .body(body)
        .post("/api/results/publish/")
        .then()
        .statusCode(200);
  }

  /** The delay is over. */
  private static void letTimePass() {
    server.sql("update job set run_at = now() where type = ? and state = 'scheduled'", TYPE);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server.id("select count(*) from job where type = ? and state <> 'succeeded'", TYPE)
                    == 0);
  }

  @Test
  void oneMailForEachStudentAndNoneForWhoHasNoAddress() {
    long one = draft("one@example.com", university.section);
    long two = draft("two@example.com", university.section);
    long none = draft("", university.section);
    publish(Map.of("result_ids", List.of(one, two, none)));
    assertThat(smtp.accepted()).hasSize(before);
    letTimePass();
    assertThat(smtp.accepted()).hasSize(before + 2);
    assertThat(
            server.id(
                "select count(*) from job where type = ? and total = 3 and done = 3 and failed = 0",
                TYPE))
        .isEqualTo(1);
  }

  @Test
  void whatIsPublishedShortlyAfterAnotherIsToldTogether() {
    long one = draft("often@example.com", university.section);
    long student = server.id("select student_id from result where id = ?", one);
    long two = draft(student, university.foreignSection);
    publish(Map.of("result_ids", List.of(one)));
    publish(Map.of("result_ids", List.of(two)));
    letTimePass();
    assertThat(smtp.accepted()).hasSize(before + 1);
  }

  @Test
  void aPublicationThatFailsTellsNobody() {
    long one = draft("never@example.com", university.section);
    given()
        .spec(server.as("ExamCell"))
        .body(Map.of("result_ids", List.of(one, 999_999)))
        .post("/api/results/publish/")
        .then()
        .statusCode(404);
    letTimePass();
    assertThat(smtp.accepted()).hasSize(before);
  }
}
