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
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultApiIT {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final University university = new University(server);

  private static Map<String, Object> body(long student, long section, String grade) {
    return Map.of("student", student, "section", section, "final_grade", grade);
  }

  @Test
  void aTeacherProposesADraft() {
    long student = university.student();
    int id =
        university
            .post(university.teacher(), "/api/results/", body(student, university.section, " B+ "))
            .then()
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("student", equalTo((int) student))
            .body("section", equalTo((int) university.section))
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
        .spec(university.teacher())
        .body(Map.of("final_grade", "A"))
        .patch("/api/results/" + id + "/")
        .then()
        .statusCode(200)
        .body("final_grade", equalTo("A"));
    given()
        .spec(university.teacher())
        .header("If-Match", "\"0\"")
        .body(body(student, university.section, "C"))
        .put("/api/results/" + id + "/")
        .then()
        .statusCode(412);
    given()
        .spec(university.teacher())
        .body(body(student, university.section, "C"))
        .put("/api/results/" + id + "/")
        .then()
        .statusCode(200)
        .body("final_grade", equalTo("C"));
    given().spec(university.teacher()).delete("/api/results/" + id + "/").then().statusCode(403);
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
    university
        .post(
            "Admin",
            "/api/results/",
            Map.of(
                "student", university.student(),
                "section", university.section,
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
    university
        .post("Admin", "/api/results/", Map.of("final_grade", "far too long"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student"))
        .body("error.details", hasKey("section"))
        .body("error.details", hasKey("final_grade"));
    university
        .post("Admin", "/api/results/", body(987654, university.section, "A"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student"));
    university
        .post("Admin", "/api/results/", body(university.student(), 987654, "A"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("section"));
    university
        .post(university.teacher(), "/api/results/", body(university.student(), 987654, "A"))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("section"));
  }

  @Test
  void thereIsOneResultPerStudentAndSection() {
    long student = university.student();
    university.result(student, university.section, "A", "draft");
    university
        .post("Admin", "/api/results/", body(student, university.section, "A"))
        .then()
        .statusCode(409)
        .body("error.details", hasKey("student"));
  }

  @Test
  void aTeacherKeepsToTheOwnSections() {
    long foreign = university.result(university.student(), university.foreignSection, "A", "draft");
    long own = university.result("draft");
    university
        .post(
            university.teacher(),
            "/api/results/",
            body(university.student(), university.foreignSection, "A"))
        .then()
        .statusCode(403);
    given().spec(university.teacher()).get("/api/results/" + foreign + "/").then().statusCode(404);
    given()
        .spec(university.teacher())
        .body(Map.of("final_grade", "F"))
        .patch("/api/results/" + foreign + "/")
        .then()
        .statusCode(404);
    given()
        .spec(university.teacher())
        .body(Map.of("section", university.foreignSection))
        .patch("/api/results/" + own + "/")
        .then()
        .statusCode(403);
    given()
        .spec(university.teacher())
        .get("/api/results/?section=" + university.foreignSection)
        .then()
        .statusCode(200)
        .body("count", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"published", "frozen"})
  void onlyADraftIsEditedOrDeleted(String state) {
    long student = university.student();
    long id = university.result(student, university.section, "B", state);
    String word = state.equals("published") ? "change-request" : "frozen";
    given()
        .spec(server.as("Admin"))
        .body(Map.of("final_grade", "A"))
        .patch("/api/results/" + id + "/")
        .then()
        .statusCode(403)
        .body("error.message", containsString(word));
    given()
        .spec(university.teacher())
        .body(body(student, university.section, "A"))
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
    long student = university.student();
    long second =
        university.section(university.course("PHY-7", 3), university.term, university.teacher);
    long third =
        university.section(university.course("PHY-8", 3), university.term, university.teacher);
    long draft = university.result(student, university.section, "A", "draft");
    long published = university.result(student, second, "B", "published");
    long frozen = university.result(student, third, "C", "frozen");
    long foreign = university.result("published");
    given()
        .spec(university.of(student))
        .get("/api/results/")
        .then()
        .statusCode(200)
        .body("results.id", containsInAnyOrder((int) published, (int) frozen));
    given().spec(university.of(student)).get("/api/results/" + published).then().statusCode(200);
    given().spec(university.of(student)).get("/api/results/" + draft).then().statusCode(404);
    given().spec(university.of(student)).get("/api/results/" + foreign).then().statusCode(404);
    given()
        .spec(university.of(student))
        .body(Map.of("final_grade", "A"))
        .patch("/api/results/" + published)
        .then()
        .statusCode(403);
  }

  @Test
  void listsAreFilteredSearchedAndOrdered() {
    long section =
        university.section(university.course("ZOO-9", 3), university.term, university.teacher);
    long draft = university.result(university.student(), section, "X9", "draft");
    long published = university.result(university.student(), section, "Y9", "published");
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
  void aListNamesWhoseResultsTheyAreAndFiltersByTerm() {
    University place = new University(server, "Named", "Autumn 2041");
    long student = place.student();
    place.enroll(student, place.section);
    place.result(student, place.section, "B", "draft");
    given()
        .spec(server.as("ExamCell"))
        .get("/api/results/?term=Autumn 2041")
        .then()
        .body("results", hasSize(1))
        .body("results[0].student_detail.id", equalTo((int) student))
        .body("results[0].section_detail.id", equalTo((int) place.section))
        .body("results[0].section_detail.term", equalTo("Autumn 2041"));
  }

  @Test
  void listsAreGivenAsCsvToo() {
    long section =
        university.section(university.course("CSV-1", 3), university.term, university.teacher);
    long student = university.student();
    long id = university.result(student, section, "A", "draft");
    String regNo =
        given().spec(server.as("Registrar")).get("/api/students/" + student + "/").path("reg_no");
    String csv =
        given()
            .spec(server.as("Registrar"))
            .accept("text/csv")
            .get("/api/results/?section=" + section)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(csv.lines())
        .containsExactly(
            "id,student,section,final_grade,state,is_published,published_at,published_by,"
                + "frozen_at,frozen_by,student_detail.reg_no,student_detail.name,"
                + "section_detail.course_code,section_detail.course_title,section_detail.term",
            id
                + ","
                + student
                + ","
                + section
                + ",A,draft,false,,,,,"
                + regNo
                + ",Sana Gul,CSV-1,Title of CSV-1,Fall 2025");
  }

  @Test
  void aWalkByCursorMeetsEveryResultOnce() {
    long section =
        university.section(university.course("CUR-1", 3), university.term, university.teacher);
    List<Integer> made =
        IntStream.range(0, 11)
            .mapToObj(
                i ->
                    (int)
                        university.result(
                            university.student(), section, "A", i % 3 == 0 ? "draft" : "published"))
            .toList();
    for (String ordering : List.of("published_at", "-published_at", "-id")) {
      List<Integer> met = new ArrayList<>();
      String cursor = null;
      do {
        Response page =
            given()
                .spec(server.as("Registrar"))
                .queryParam("section", section)
                .queryParam("ordering", ordering)
                .queryParam("page_size", 2)
                .queryParam("cursor", cursor == null ? "" : cursor)
                .get("/api/results/");
        met.addAll(page.path("results.id"));
        cursor = page.path("next_cursor");
      } while (cursor != null);
      assertThat(met).as(ordering).containsExactlyInAnyOrderElementsOf(made);
    }
  }

  @Test
  void oneResultIsPublishedThenFrozen() {
    long id = university.result("draft");
    university
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("result_id"));
    university
        .post("Registrar", "/api/results/publish/", Map.of("result_id", id))
        .then()
        .statusCode(200)
        .body("id", equalTo((int) id))
        .body("state", equalTo("published"))
        .body("is_published", equalTo(true))
        .body("published_by", equalTo("registrar"))
        .body("published_at", containsString("Z"))
        .body("frozen_at", nullValue());
    university
        .post("Registrar", "/api/results/publish/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.message", equalTo("Result is already published."));
    university
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", id))
        .then()
        .statusCode(200)
        .body("state", equalTo("frozen"))
        .body("is_published", equalTo(true))
        .body("frozen_by", equalTo("examcell"))
        .body("frozen_at", notNullValue());
    university
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", id))
        .then()
        .statusCode(400)
        .body("error.message", equalTo("Result is already frozen."));
    university
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
    university
        .post("Admin", path, Map.of())
        .then()
        .statusCode(400)
        .body("error.message", containsString("result_id is required"))
        .body("error.details", hasKey("result_id"));
    university
        .post("Admin", path, Map.of("result_id", 987654))
        .then()
        .statusCode(404)
        .body("error.message", containsString("Result not found"));
    university.post("Admin", path, Map.of("section_id", 987654)).then().statusCode(404);
    university.post("Admin", path, Map.of("result_ids", List.of())).then().statusCode(400);
    university.post("Admin", path, Map.of("result_ids", List.of(987654))).then().statusCode(404);
    university.post("Admin", path, Map.of("result_ids", "all")).then().statusCode(400);
    given()
        .spec(server.as("Admin"))
        .body("{\"result_ids\": [1, null]}")
        .post(path)
        .then()
        .statusCode(400)
        .body("error.details", hasKey("result_ids"));
    university.post("Admin", path, Map.of("result_id", 1, "section_id", 1)).then().statusCode(400);
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
    university
        .post(role, "/api/results/" + step + "/", Map.of("result_id", 1))
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Registrar", "ExamCell", "Student"})
  void onlyAdminAndFacultyWriteDrafts(String role) {
    university
        .post(role, "/api/results/", body(university.student(), university.section, "A"))
        .then()
        .statusCode(403);
  }

  @Test
  void aWholeSectionIsPublishedThenFrozen() {
    long section =
        university.section(university.course("SEC-1", 3), university.term, university.teacher);
    long first = university.result(university.student(), section, "A", "draft");
    long second = university.result(university.student(), section, "B", "draft");
    long earlier = university.result(university.student(), section, "C", "published");
    university
        .post("ExamCell", "/api/results/publish/", Map.of("section_id", section))
        .then()
        .statusCode(200)
        .body("published", equalTo(2))
        .body("results.id", contains((int) first, (int) second))
        .body("results.state", contains("published", "published"))
        .body("results.published_by", contains("examcell", "examcell"));
    university
        .post("ExamCell", "/api/results/publish/", Map.of("section_id", section))
        .then()
        .statusCode(200)
        .body("published", equalTo(0))
        .body("results", empty());
    university
        .post("ExamCell", "/api/results/freeze/", Map.of("result_ids", List.of(earlier, earlier)))
        .then()
        .statusCode(200)
        .body("frozen", equalTo(1));
    university
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
  void aResultWithoutAGradeIsNotPublishedAndNoneOfItsSetIs() {
    long section =
        university.section(university.course("BLANK-1", 3), university.term, university.teacher);
    long blank = university.result(university.student(), section, "", "draft");
    long graded = university.result(university.student(), section, "A", "draft");
    for (Map<String, Object> which :
        List.<Map<String, Object>>of(
            Map.of("result_id", blank),
            Map.of("result_ids", List.of(graded, blank)),
            Map.of("section_id", section))) {
      university
          .post("ExamCell", "/api/results/publish/", which)
          .then()
          .statusCode(400)
          .body(
              "error.details.final_grade",
              contains("Result " + blank + " has no grade. Give one first."));
    }
    assertThat(
            server.id(
                "select count(*) from result where section_id = ? and state = 'draft'", section))
        .isEqualTo(2);
  }

  @Test
  void aSetIsTakenWholeOrNotAtAll() {
    long draft = university.result("draft");
    long published = university.result("published");
    university
        .post("Admin", "/api/results/publish/", Map.of("result_ids", List.of(draft, published)))
        .then()
        .statusCode(409)
        .body("error.details.result_ids", hasSize(1));
    assertThat(university.state(draft)).isEqualTo("draft");
    university
        .post("Admin", "/api/results/publish/", Map.of("result_ids", List.of(draft, 987654)))
        .then()
        .statusCode(404);
    assertThat(university.state(draft)).isEqualTo("draft");
    university
        .post("Admin", "/api/results/freeze/", Map.of("result_ids", List.of(published, draft)))
        .then()
        .statusCode(409);
    assertThat(university.state(published)).isEqualTo("published");
    long section =
        university.section(university.course("SEC-2", 3), university.term, university.teacher);
    long held = university.result(university.student(), section, "A", "published");
    university.result(university.student(), section, "A", "draft");
    university
        .post("Admin", "/api/results/freeze/", Map.of("section_id", section))
        .then()
        .statusCode(409);
    assertThat(university.state(held)).isEqualTo("published");
  }
}
