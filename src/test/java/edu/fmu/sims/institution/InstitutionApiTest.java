package edu.fmu.sims.institution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class InstitutionApiTest {
  @AutoClose
  private static final TestServer server =
      TestServer.start(Clock.systemUTC(), Map.of("INSTITUTION_NAME", "Named by the operators"));

  @Test
  void theEnvironmentSpeaksUntilAnAdminDoes() {
    given()
        .spec(server.anonymous())
        .get("/api/institution/")
        .then()
        .statusCode(200)
        .body("name", equalTo("Named by the operators"));

    Response changed =
        given()
            .spec(server.as("Admin"))
            .body(Map.of("signatory_name", " Dr. Rabia Anwar ", "signatory_title", "Registrar"))
            .patch("/api/institution/");
    changed.then().statusCode(200).body("signatory_name", equalTo("Dr. Rabia Anwar"));
    given()
        .spec(server.anonymous())
        .get("/api/institution/")
        .then()
        .body("name", equalTo("Named by the operators"))
        .body("signatory_title", equalTo("Registrar"));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Institution'"
                    + " and changes::text like '%Rabia%'"))
        .isEqualTo(1);

    given()
        .spec(server.as("Admin"))
        .header("If-Match", "\"0\"")
        .body(Map.of("name", "Too late"))
        .patch("/api/institution/")
        .then()
        .statusCode(412);
  }

  @Test
  void aNameThatIsNoTextIsRefused() {
    given()
        .spec(server.as("Admin"))
        .body(Map.of("name", List.of(Map.of("a", 1))))
        .patch("/api/institution/")
        .then()
        .statusCode(400)
        .body("error.details.name", equalTo(List.of("A text is required.")));
  }

  @Test
  void mailsSpeakForTheInstitutionAsTheSettingsNameIt() {
    Campus campus = new Campus(server);
    server.sql("insert into institution (name, address, office) values ('Named by table', '', '')");
    try {
      given()
          .spec(server.as("Registrar"))
          .body(Map.of("student_id", campus.student(), "email", "one@example.com"))
          .post("/api/transcripts/enqueue/")
          .then()
          .statusCode(202);
      server.sql(
          "update app_user set email = 'two@example.com' where id = ?",
          server.user("forgetful", "Registrar", null));
      given()
          .spec(server.anonymous())
          .body(Map.of("email", "two@example.com"))
          .post("/api/auth/password/reset/")
          .then()
          .statusCode(202);
      for (String recipient : List.of("one@example.com", "two@example.com")) {
        await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(50))
            .untilAsserted(
                () ->
                    assertThat(mail(recipient)).contains("Named by table").doesNotContain("oper"));
      }
    } finally {
      server.sql("delete from institution");
    }
  }

  /** The text of the mail to that address; "" when there is none yet. */
  private static String mail(String recipient) throws IOException {
    Path folder = Files.createDirectories(server.folder().resolve("mail"));
    try (Stream<Path> mails = Files.list(folder)) {
      for (Path mail : mails.filter(one -> one.toString().endsWith(".eml")).toList()) {
        String text = Files.readString(mail);
        if (text.contains(recipient)) {
          return text.lines().limit(60).collect(Collectors.joining("\n"));
        }
      }
    }
    return "";
  }

  @Test
  void whatIsTooLongOrEmptyIsNamedAndChangesNothing() {
    Response refused =
        given()
            .spec(server.as("Admin"))
            .body(Map.of("name", " ", "office", "x".repeat(129)))
            .patch("/api/institution/");
    refused.then().statusCode(400);
    assertThat(refused.<Map<String, ?>>path("error.details")).containsOnlyKeys("name", "office");
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("name", "Mine"))
        .patch("/api/institution/")
        .then()
        .statusCode(403);
    given()
        .spec(server.anonymous())
        .get("/api/institution/")
        .then()
        .body("name", equalTo("Named by the operators"));
  }
}
