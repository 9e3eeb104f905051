package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultChangeApiTest {
  private static final String REQUEST = "/api/results/change-request/";
  private static final String DECIDE = "/api/results/approve-change/";

  @AutoClose private static final TestServer server = TestServer.start();
  private static final University university = new University(server);

  private static Map<String, Object> wish(long result, String grade) {
    return Map.of("result_id", result, "new_grade", grade, "reason", "Misread a page.");
  }

  private static String grade(long result) {
    return given().spec(server.as("Admin")).get("/api/results/" + result + "/").path("final_grade");
  }

  @Test
  void whoDecidesOnAnotherVersionOfARequestIsRefused() {
    long result = university.result("published");
    long change = university.change(university.teacher(), result, "A");
    String tag =
        given()
            .spec(server.as("Registrar"))
            .get("/api/pending-changes/" + change + "/")
            .header("ETag");
    university
        .decide(server.as("Registrar").header("If-Match", "\"999\""), change, true)
        .then()
        .statusCode(412);
    assertThat(grade(result)).isEqualTo("B");
    university
        .decide(server.as("Registrar").header("If-Match", tag), change, false)
        .then()
        .statusCode(200);
    university
        .decide(server.as("ExamCell").header("If-Match", tag), change, true)
        .then()
        .statusCode(412);
    assertThat(grade(result)).isEqualTo("B");
  }

  @Test
  void aPublishedGradeMovesWhenASecondPersonAgrees() {
    long result = university.result("published");
    int change =
        university
            .post(university.teacher(), REQUEST, wish(result, "A"))
            .then()
            .statusCode(201)
            .body("result", equalTo((int) result))
            .body("requested_by", equalTo("teacher"))
            .body("approved_by", equalTo(""))
            .body("status", equalTo("pending"))
            .body("new_grade", equalTo("A"))
            .body("reason", equalTo("Misread a page."))
            .body("requested_at", containsString("Z"))
            .body("resolved_at", nullValue())
            .extract()
            .path("id");
    assertThat(grade(result)).isEqualTo("B");
    university
        .decide(server.as("Registrar"), change, true)
        .then()
        .statusCode(200)
        .body("message", containsString("approved and applied"))
        .body("result.id", equalTo((int) result))
        .body("result.final_grade", equalTo("A"))
        .body("result.state", equalTo("published"))
        .body("result.published_by", equalTo("fixture"))
        .body("change.status", equalTo("approved"))
        .body("change.approved_by", equalTo("registrar"))
        .body("change.resolved_at", notNullValue());
    university
        .decide(server.as("ExamCell"), change, false)
        .then()
        .statusCode(400)
        .body("error.message", containsString("already approved"));
    assertThat(grade(result)).isEqualTo("A");
    assertThat(
            server.id(
                "select count(*) from result_history where result_id = ? and final_grade = 'A'"
                    + " and reason = 'Misread a page.' and change_id = ?"
                    + " and changed_by = 'registrar'",
                result,
                change))
        .isOne();
    assertThat(
            server.id(
                "select count(*) from audit_entry where actor_username = 'registrar'"
                    + " and ((model = 'Result' and object_id = ?)"
                    + " or (model = 'ResultChange' and object_id = ?))",
                Long.toString(result),
                Integer.toString(change)))
        .isEqualTo(2);
  }

  /**
   * Also the moments and the version, which the database writes after the record was handed over.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoDecidesIsToldWhatIsKept(boolean approved) {
    long result = university.result("published");
    long change = university.change(university.teacher(), result, "A");
    Map<String, ?> told =
        university.decide(server.as("Registrar"), change, approved).jsonPath().getMap("");
    var admin = server.as("Admin");
    assertThat(told.get("change"))
        .isEqualTo(given().spec(admin).get("/api/pending-changes/" + change + "/").path(""));
    assertThat(told.get("result"))
        .isEqualTo(given().spec(admin).get("/api/results/" + result + "/").path(""));
  }

  @Test
  void aRejectedRequestLeavesTheGrade() {
    long result = university.result("published");
    long change = university.change(university.teacher(), result, "A");
    university
        .decide(server.as("ExamCell"), change, false)
        .then()
        .statusCode(200)
        .body("message", containsString("rejected"))
        .body("result.final_grade", equalTo("B"))
        .body("change.status", equalTo("rejected"));
    university
        .decide(server.as("Registrar"), change, true)
        .then()
        .statusCode(400)
        .body("error.message", containsString("already rejected"));
    assertThat(grade(result)).isEqualTo("B");
  }

  @Test
  void aRequestTellsTheGradeThatStoodBeforeIt() {
    long result = university.result("published");
    long rejected = university.change(university.teacher(), result, "D");
    long first = university.change(university.teacher(), result, "A");
    long second = university.change(university.teacher(), result, "A+");
    university.decide(server.as("Registrar"), rejected, false).then().statusCode(200);
    university
        .decide(server.as("Registrar"), first, true)
        .then()
        .body("change.former_grade", equalTo("B"));
    given()
        .spec(server.as("Registrar"))
        .get("/api/pending-changes/" + second + "/")
        .then()
        .body("former_grade", equalTo("A"));
    university.decide(server.as("Registrar"), second, true).then().statusCode(200);
    given()
        .spec(server.as("Registrar"))
        .get("/api/pending-changes/?ordering=id&result=" + result)
        .then()
        .body("results.former_grade", contains("B", "B", "A"))
        .body("results.new_grade", contains("D", "A", "A+"));
  }

  @Test
  void whoAsksDoesNotDecide() {
    long result = university.result("published");
    long change = university.change(server.as("Admin"), result, "A");
    university.decide(server.as("Admin"), change, true).then().statusCode(409);
    university.decide(server.as("Admin"), change, false).then().statusCode(409);
    assertThat(grade(result)).isEqualTo("B");
    university
        .decide(server.as("second-admin", "Admin", null), change, true)
        .then()
        .statusCode(200);
    assertThat(grade(result)).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft", "frozen"})
  void onlyAPublishedResultIsChangedByRequest(String state) {
    university
        .post("Admin", REQUEST, wish(university.result(state), "A"))
        .then()
        .statusCode(400)
        .body("error.message", containsString("Only published results"))
        .body("error.details", hasKey("result_id"));
  }

  @Test
  void aFrozenResultIgnoresARequestFiledBefore() {
    long result = university.result("published");
    long approved = university.change(university.teacher(), result, "A");
    long rejected = university.change(university.teacher(), result, "C");
    university
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", result))
        .then()
        .statusCode(200);
    university.decide(server.as("Registrar"), approved, true).then().statusCode(409);
    assertThat(grade(result)).isEqualTo("B");
    given()
        .spec(server.as("Admin"))
        .get("/api/pending-changes/" + approved + "/")
        .then()
        .body("status", equalTo("pending"))
        .body("approved_by", equalTo(""));
    university.decide(server.as("Registrar"), rejected, false).then().statusCode(200);
  }

  @Test
  void aTeacherAsksForTheOwnSectionsOnly() {
    long foreign =
        university.result(university.student(), university.foreignSection, "B", "published");
    university
        .post(university.teacher(), REQUEST, wish(foreign, "A"))
        .then()
        .statusCode(404)
        .body("error.message", containsString("Result not found"));
    university.post("Admin", REQUEST, wish(foreign, "A")).then().statusCode(201);
    university.post("Admin", REQUEST, wish(987654, "A")).then().statusCode(404);
  }

  @Test
  void namesTheFieldAtFault() {
    long result = university.result("published");
    university
        .post("Admin", REQUEST, Map.of())
        .then()
        .statusCode(400)
        .body("error.details", hasKey("result_id"))
        .body("error.details", hasKey("new_grade"))
        .body("error.details", hasKey("reason"));
    university
        .post("Admin", REQUEST, wish(result, "far too long"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("new_grade"));
    university.post("Admin", REQUEST, wish(result, " ")).then().statusCode(400);
    long change = university.change(university.teacher(), result, "A");
    university
        .post("Registrar", DECIDE, Map.of("change_id", change))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("approved"));
    university
        .post("Registrar", DECIDE, Map.of("change_id", change, "approved", "perhaps"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("approved"));
    university
        .post("Registrar", DECIDE, Map.of("approved", true))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("change_id"));
    university.decide(server.as("Registrar"), 987654, true).then().statusCode(404);
    assertThat(grade(result)).isEqualTo("B");
  }

  @Test
  void theListIsReadOnlyAndKeepsToTheOwnSections() {
    long own = university.change(server.as("Admin"), university.result("published"), "A");
    long foreignResult =
        university.result(university.student(), university.foreignSection, "B", "published");
    long foreign = university.change(server.as("Admin"), foreignResult, "A");
    given()
        .spec(university.teacher())
        .get("/api/pending-changes/?page_size=100")
        .then()
        .statusCode(200)
        .body("results.id", hasItem((int) own))
        .body("results.id", not(hasItem((int) foreign)));
    given()
        .spec(university.teacher())
        .get("/api/pending-changes/" + foreign)
        .then()
        .statusCode(404);
    given()
        .spec(server.as("ExamCell"))
        .get("/api/pending-changes/?status=pending&result=" + foreignResult)
        .then()
        .body("results.id", contains((int) foreign));
    university.decide(server.as("Registrar"), foreign, true).then().statusCode(200);
    given()
        .spec(server.as("ExamCell"))
        .get("/api/pending-changes/?result=" + foreignResult + "&ordering=-resolved_at")
        .then()
        .body("results.status", contains("approved"));
    given()
        .spec(university.of(university.student()))
        .get("/api/pending-changes/")
        .then()
        .statusCode(403);
    given().spec(server.as("Admin")).delete("/api/pending-changes/" + own).then().statusCode(405);
  }
}
