package edu.fmu.sims.institution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.time.Clock;
import java.util.Map;
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
