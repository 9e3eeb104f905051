package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultApiTest {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final Campus campus = new Campus(server);

  private static Map<String, Object> body(long student, long section, String grade) {
    return Map.of("student", student, "section", section, "final_grade", grade);
  }

  @Test
  void aTeacherProposesADraft() {
    long student = campus.student();
    int id =
        campus
            .post(campus.teacher(), "/api/results/", body(student, campus.section, " B+ "))
            .then()
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("student", equalTo((int) student))
            .body("section", equalTo((int) campus.section))
            .body("final_grade", equalTo("B+"))
            .body("state", equalTo("draft"))
            .body("is_published", equalTo(false))
            .body("published_at", nullValue())
            .body("published_by", equalTo(""))
            .body("frozen_at", nullValue())
            .body("frozen_by", equalTo(""))
            .body("$", not(hasKey("version")))
            .extract()
            .path("id");
    given()
        .spec(campus.teacher())
        .body(Map.of("final_grade", "A"))
        .patch("/api/results/" + id + "/")
        .then()
        .statusCode(200)
        .body("final_grade", equalTo("A"));
    given()
        .spec(campus.teacher())
        .header("If-Match", "\"0\"")
        .body(body(student, campus.section, "C"))
        .put("/api/results/" + id + "/")
        .then()
        .statusCode(412);
    given()
        .spec(campus.teacher())
        .body(body(student, campus.section, "C"))
        .put("/api/results/" + id + "/")
        .then()
        .statusCode(200)
        .body("final_grade", equalTo("C"));
    given().spec(campus.teacher()).delete("/api/results/" + id + "/").then().statusCode(403);
    given().spec(server.as("Admin")).delete("/api/results/" + id + "/").then().statusCode(204);
    given().spec(server.as("Admin")).get("/api/results/" + id + "/").then().statusCode(404);
    assertThat(
            server.id(
                "select count(*) from result_history where result_id = ? and deleted"
                    + " and changed_by = 'admin'",
                id))
        .isOne();
  }

  @Test
  void theBodySetsNeitherStateNorPublisher() {
    campus
        .post(
            "Admin",
            "/api/results/",
            Map.of(
                "student", campus.student(),
                "section", campus.section,
                "final_grade", "A",
                "state", "frozen",
                "is_published", true,
                "published_by", "mallory",
                "frozen_by", "mallory"))
        .then()
        .statusCode(201)
        .body("state", equalTo("draft"))
        .body("published_by", equalTo(""))
        .body("frozen_by", equalTo(""));
  }

  @Test
  void namesEveryFieldAtFault() {
    campus
        .post("Admin", "/api/results/", Map.of("final_grade", "far too long"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student"))
        .body("error.details", hasKey("section"))
        .body("error.details", hasKey("final_grade"));
    campus
        .post("Admin", "/api/results/", body(987654, campus.section, "A"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student"));
    campus
        .post("Admin", "/api/results/", body(campus.student(), 987654, "A"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("section"));
    campus
        .post(campus.teacher(), "/api/results/", body(campus.student(), 987654, "A"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("section"));
  }

  @Test
  void thereIsOneResultPerStudentAndSection() {
    long student = campus.student();
    campus.result(student, campus.section, "A", "draft");
    campus
        .post("Admin", "/api/results/", body(student, campus.section, "A"))
        .then()
        .statusCode(409);
  }

  @Test
  void aTeacherKeepsToTheOwnSections() {
    long foreign = campus.result(campus.student(), campus.foreignSection, "A", "draft");
    long own = campus.result("draft");
    campus
        .post(campus.teacher(), "/api/results/", body(campus.student(), campus.foreignSection, "A"))
        .then()
        .statusCode(403);
    given().spec(campus.teacher()).get("/api/results/" + foreign + "/").then().statusCode(404);
    given()
        .spec(campus.teacher())
        .body(Map.of("final_grade", "F"))
        .patch("/api/results/" + foreign + "/")
        .then()
        .statusCode(404);
    given()
        .spec(campus.teacher())
        .body(Map.of("section", campus.foreignSection))
        .patch("/api/results/" + own + "/")
        .then()
        .statusCode(403);
    given()
        .spec(campus.teacher())
        .get("/api/results/?section=" + campus.foreignSection)
        .then()
        .statusCode(200)
        .body("count", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"published", "frozen"})
  void onlyADraftIsEditedOrDeleted(String state) {
    long student = campus.student();
    long id = campus.result(student, campus.section, "B", state);
    String word = state.equals("published") ? "change-request" : "frozen";
    given()
        .spec(server.as("Admin"))
        .body(Map.of("final_grade", "A"))
        .patch("/api/results/" + id + "/")
        .then()
        .statusCode(403)
        .body("error.message", containsString(word));
    given()
        .spec(campus.teacher())
        .body(body(student, campus.section, "A"))
        .put("/api/results/" + id + "/")
        .then()
        .statusCode(403)
        .body("error.message", containsString(word));
    given()
        .spec(server.as("Admin"))
        .delete("/api/results/" + id + "/")
        .then()
        .statusCode(403)
        .body("error.message", containsString(word));
    given()
        .spec(server.as("Admin"))
        .get("/api/results/" + id + "/")
        .then()
        .body("final_grade", equalTo("B"));
  }

  @Test
  void aStudentSeesTheOwnPublishedAndFrozenResultsOnly() {
    long student = campus.student();
    long second = campus.section(campus.course("PHY-7", 3), campus.term, campus.teacher);
    long third = campus.section(campus.course("PHY-8", 3), campus.term, campus.teacher);
    long draft = campus.result(student, campus.section, "A", "draft");
    long published = campus.result(student, second, "B", "published");
    long frozen = campus.result(student, third, "C", "frozen");
    long foreign = campus.result("published");
    given()
        .spec(campus.of(student))
        .get("/api/results/")
        .then()
        .statusCode(200)
        .body("results.id", containsInAnyOrder((int) published, (int) frozen));
    given().spec(campus.of(student)).get("/api/results/" + published).then().statusCode(200);
    given().spec(campus.of(student)).get("/api/results/" + draft).then().statusCode(404);
    given().spec(campus.of(student)).get("/api/results/" + foreign).then().statusCode(404);
    given()
        .spec(campus.of(student))
        .body(Map.of("final_grade", "A"))
        .patch("/api/results/" + published)
        .then()
        .statusCode(403);
  }

  @Test
  void listsAreFilteredSearchedAndOrdered() {
    long section = campus.section(campus.course("ZOO-9", 3), campus.term, campus.teacher);
    long draft = campus.result(campus.student(), section, "X9", "draft");
    long published = campus.result(campus.student(), section, "Y9", "published");
    given()
        .spec(server.as("ExamCell"))
        .get("/api/results/?section=" + section + "&state=published")
        .then()
        .body("results.id", contains((int) published));
    given()
        .spec(server.as("ExamCell"))
        .get("/api/results/?search=zoo-9 x9")
        .then()
        .body("results.id", contains((int) draft));
    given()
        .spec(server.as("ExamCell"))
        .get("/api/results/?section=" + section + "&ordering=-published_at,-id")
        .then()
        .body("results.id", contains((int) published, (int) draft));
    given().spec(server.as("Admin")).get("/api/results/?student=x").then().statusCode(400);
  }

  @Test
  void oneResultIsPublishedThenFrozen() {
    long id = campus.result("draft");
    campus
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("result_id"));
    campus
        .post("Registrar", "/api/results/publish/", Map.of("result_id", id))
        .then()
        .statusCode(200)
        .body("id", equalTo((int) id))
        .body("state", equalTo("published"))
        .body("is_published", equalTo(true))
        .body("published_by", equalTo("registrar"))
        .body("published_at", containsString("Z"))
        .body("frozen_at", nullValue());
    campus
        .post("Registrar", "/api/results/publish/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.message", equalTo("Result is already published."));
    campus
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", id))
        .then()
        .statusCode(200)
        .body("state", equalTo("frozen"))
        .body("is_published", equalTo(true))
        .body("frozen_by", equalTo("examcell"))
        .body("frozen_at", notNullValue());
    campus
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.message", equalTo("Result is already frozen."));
    campus
        .post("ExamCell", "/api/results/publish/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.message", equalTo("Result is already frozen."));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Result' and object_id = ?"
                    + " and actor_username in ('registrar', 'examcell')",
                Long.toString(id)))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"publish", "freeze"})
  void publishingAndFreezingNeedAResult(String step) {
    String path = "/api/results/" + step + "/";
    campus
        .post("Admin", path, Map.of())
        .then()
        .statusCode(400)
        .body("error.message", containsString("result_id is required"))
        .body("error.details", hasKey("result_id"));
    campus
        .post("Admin", path, Map.of("result_id", 987654))
        .then()
        .statusCode(404)
        .body("error.message", containsString("Result not found"));
    campus.post("Admin", path, Map.of("section_id", 987654)).then().statusCode(404);
    campus.post("Admin", path, Map.of("result_ids", List.of())).then().statusCode(400);
    campus.post("Admin", path, Map.of("result_ids", List.of(987654))).then().statusCode(404);
    campus.post("Admin", path, Map.of("result_ids", "all")).then().statusCode(400);
    given()
        .spec(server.as("Admin"))
        .body("{\"result_ids\": [1, null]}")
        .post(path)
        .then()
        .statusCode(400)
        .body("error.details", hasKey("result_ids"));
    campus.post("Admin", path, Map.of("result_id", 1, "section_id", 1)).then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({
    "publish, Faculty",
    "publish, Student",
    "freeze, Registrar",
    "freeze, Faculty",
    "freeze, Student",
    "change-request, Registrar",
    "change-request, ExamCell",
    "change-request, Student",
    "approve-change, Faculty",
    "approve-change, Student"
  })
  void someStepsAreNotForEveryRole(String step, String role) {
    campus.post(role, "/api/results/" + step + "/", Map.of("result_id", 1)).then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Registrar", "ExamCell", "Student"})
  void onlyAdminAndFacultyWriteDrafts(String role) {
    campus
        .post(role, "/api/results/", body(campus.student(), campus.section, "A"))
        .then()
        .statusCode(403);
  }

  @Test
  void aWholeSectionIsPublishedThenFrozen() {
    long section = campus.section(campus.course("SEC-1", 3), campus.term, campus.teacher);
    long first = campus.result(campus.student(), section, "A", "draft");
    long second = campus.result(campus.student(), section, "B", "draft");
    long earlier = campus.result(campus.student(), section, "C", "published");
    campus
        .post("ExamCell", "/api/results/publish/", Map.of("section_id", section))
        .then()
        .statusCode(200)
        .body("published", equalTo(2))
        .body("results.id", contains((int) first, (int) second))
        .body("results.state", contains("published", "published"))
        .body("results.published_by", contains("examcell", "examcell"));
    campus
        .post("ExamCell", "/api/results/publish/", Map.of("section_id", section))
        .then()
        .statusCode(200)
        .body("published", equalTo(0))
        .body("results", empty());
    campus
        .post("ExamCell", "/api/results/freeze/", Map.of("result_ids", List.of(earlier, earlier)))
        .then()
        .statusCode(200)
        .body("frozen", equalTo(1));
    campus
        .post("ExamCell", "/api/results/freeze/", Map.of("section_id", section))
        .then()
        .statusCode(200)
        .body("frozen", equalTo(2))
        .body("results", hasSize(2));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Result' and actor_username ="
                    + " 'examcell' and object_id in (?, ?)",
                Long.toString(first),
                Long.toString(second)))
        .isEqualTo(4);
  }

  @Test
  void aSetIsTakenWholeOrNotAtAll() {
    long draft = campus.result("draft");
    long published = campus.result("published");
    campus
        .post("Admin", "/api/results/publish/", Map.of("result_ids", List.of(draft, published)))
        .then()
        .statusCode(409)
        .body("error.details.result_ids", hasSize(1));
    assertThat(campus.state(draft)).isEqualTo("draft");
    campus
        .post("Admin", "/api/results/publish/", Map.of("result_ids", List.of(draft, 987654)))
        .then()
        .statusCode(404);
    assertThat(campus.state(draft)).isEqualTo("draft");
    campus
        .post("Admin", "/api/results/freeze/", Map.of("result_ids", List.of(published, draft)))
        .then()
        .statusCode(409);
    assertThat(campus.state(published)).isEqualTo("published");
    long section = campus.section(campus.course("SEC-2", 3), campus.term, campus.teacher);
    long held = campus.result(campus.student(), section, "A", "published");
    campus.result(campus.student(), section, "A", "draft");
    campus
        .post("Admin", "/api/results/freeze/", Map.of("section_id", section))
        .then()
        .statusCode(409);
    assertThat(campus.state(held)).isEqualTo("published");
  }
}
