package edu.fmu.sims.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobApiTest {
  @AutoClose
  private static final TestServer server =
      TestServer.start(Clock.systemUTC(), Map.of("SIMS_ROLE", "web"));

  private static long own;
  private static long foreign;

  @BeforeAll
  static void jobs() {
    server.sql("insert into program (name) values ('MBBS')");
    long student =
        server.id(
            "insert into student (reg_no, name, program_id) select 'J-1', 'Ali', id from program"
                + " returning id");
    server.as("ali", "Student", student);
    own = server.id("insert into job (type, student_id) values ('a', ?) returning id", student);
    foreign = server.id("insert into job (type) values ('b') returning id");
  }

  private static RequestSpecification by(String role) {
    return given().spec(role.equals("Student") ? server.as("ali", role, null) : server.as(role));
  }

  @Test
  void aJobHasTheFieldsOfTheContract() {
    Map<String, ?> job =
        by("Admin")
            .get("/api/jobs/" + foreign + "/")
            .then()
            .statusCode(200)
            .body("state", equalTo("queued"))
            .body("progress.total", equalTo(1))
            .body("started_at", nullValue())
            .body("error", equalTo(""))
            .extract()
            .jsonPath()
            .getMap("");
    assertThat(job)
        .containsOnlyKeys(
            "id",
            "type",
            "state",
            "progress",
            "attempts",
            "created_at",
            "started_at",
            "finished_at",
            "error",
            "result");
    assertThat(String.valueOf(job.get("created_at"))).endsWith("Z");
  }

  @Test
  void aStudentSeesTheOwnJobsOnly() {
    by("Student").get("/api/jobs/").then().body("results.id", contains((int) own));
    by("Student").get("/api/jobs/" + own).then().statusCode(200);
    by("Student").get("/api/jobs/" + foreign).then().statusCode(404);
    by("Student").get("/api/jobs/" + foreign + "/events/").then().statusCode(404);
    by("Admin").get("/api/jobs/?type=none").then().body("results", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry"})
  void onlyAdminsOperate(String act) {
    String path = "/api/jobs/" + own + "/" + act + "/";
    for (String role : new String[] {"Registrar", "ExamCell", "Faculty", "Student"}) {
      by(role).post(path).then().statusCode(403);
    }
    given().spec(server.anonymous()).post(path).then().statusCode(401);
    by("Admin").post("/api/jobs/99999/" + act + "/").then().statusCode(404);
  }

  @Test
  void anAdminCancelsAndSendsRoundAgain() {
    long job = server.id("insert into job (type) values ('c') returning id");
    String path = "/api/jobs/" + job + "/";
    by("Admin").post(path + "cancel/").then().statusCode(200).body("state", equalTo("cancelled"));
    by("Admin").post(path + "cancel/").then().statusCode(409);
    by("Admin").post(path + "retry/").then().statusCode(200).body("state", equalTo("queued"));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Job' and object_id = ?",
                String.valueOf(job)))
        .isEqualTo(2);
  }

  @Test
  void anAdminTakesWhatHasEndedOffTheList() {
    long job = server.id("insert into job (type) values ('e') returning id");
    String path = "/api/jobs/" + job + "/";
    by("Admin")
        .delete(path)
        .then()
        .statusCode(409)
        .body(
            "error.details.state",
            contains("A job that is queued cannot be deleted. Cancel it first."));
    server.sql("update job set state = 'succeeded', finished_at = now() where id = ?", job);
    long part = server.id("insert into job (type, batch_id) values ('f', ?) returning id", job);
    by("Admin").delete(path).then().statusCode(409);
    server.sql("update job set state = 'succeeded', finished_at = now() where id = ?", part);
    server.sql(
        "insert into mail_ledger (job_id, recipient, message_id, state)"
            + " values (?, 'a@b.pk', '<1@x>', 'sent')",
        part);
    for (String role : new String[] {"Registrar", "ExamCell", "Faculty", "Student"}) {
      by(role).delete("/api/jobs/" + part).then().statusCode(403);
    }
    by("Admin").delete("/api/jobs/" + part).then().statusCode(204);
    by("Admin").delete(path).then().statusCode(204);
    by("Admin").get(path).then().statusCode(404);
    by("Admin").delete(path).then().statusCode(404);
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Job' and object_id in (?, ?)"
                    + " and status_code = 204",
                String.valueOf(job),
                String.valueOf(part)))
        .isEqualTo(2);
  }

  @Test
  void progressComesWhileItHappensAndGoesOnWhereTheClientWas() throws IOException {
    long job = server.id("insert into job (type) values ('d') returning id");
    String lastId = "";
    try (BufferedReader events = events(job, null)) {
      assertThat(data(events)).contains("\"state\":\"queued\"");
      server.sql("update job set done = 1, total = 3 where id = ?", job);
      assertThat(data(events)).contains("\"progress\":{\"done\":1,\"total\":3,\"failed\":0}");
      server.sql("update job set state = 'succeeded', finished_at = now() where id = ?", job);
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        lastId = line.startsWith("id: ") ? line.substring(4) : lastId;
      }
    }
    assertThat(lastId).isNotEmpty();
    try (BufferedReader events = events(job, "other")) {
      assertThat(data(events)).contains("\"state\":\"succeeded\"");
    }
    by("Admin")
        .header("Last-Event-ID", lastId)
        .get("/api/jobs/" + job + "/events/")
        .then()
        .statusCode(204);
  }

  private static String data(BufferedReader events) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    return "the stream ended";
  }

  private static BufferedReader events(long job, @Nullable String seen) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(server.address() + "/api/jobs/" + job + "/events/").toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + server.signIn("admin"));
    connection.setReadTimeout(10_000);
    if (seen != null) {
      connection.setRequestProperty("Last-Event-ID", seen);
    }
    assertThat(connection.getResponseCode()).isEqualTo(200);
    assertThat(connection.getContentType()).startsWith("text/event-stream");
    assertThat(connection.getHeaderField("X-Accel-Buffering")).isEqualTo("no");
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }
}
