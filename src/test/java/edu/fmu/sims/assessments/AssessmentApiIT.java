package edu.fmu.sims.assessments;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssessmentApiIT {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final Campus campus = new Campus(server);

  private long section;
  private long student;

  @BeforeEach
  void section() {
    section = campus.section("faculty");
    student = campus.student(section);
  }

  private static Map<String, @Nullable Object> body(@Nullable Object... pairs) {
    Map<String, @Nullable Object> body = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      body.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return body;
  }

  private static ValidatableResponse post(
      String role, String path, Map<String, @Nullable Object> body) {
    return given().spec(server.as(role)).body(body).post("/api/" + path + "/").then();
  }

  private static ValidatableResponse patch(
      String role, String path, int id, Map<String, @Nullable Object> body) {
    return given().spec(server.as(role)).body(body).patch("/api/" + path + "/{id}/", id).then();
  }

  private static ValidatableResponse get(RequestSpecification as, String path, Object... ids) {
    return given().spec(as).get("/api/" + path, ids).then();
  }

  private int assessment(Object weight) {
    return post(
            "Faculty", "assessments", body("section", section, "type", "quiz", "weight", weight))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private int score(int assessment, long of, Object score) {
    return post(
            "Faculty",
            "assessment-scores",
            body("assessment", assessment, "student", of, "score", score))
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void facultyKeepsTheAssessmentsOfTheOwnSection() {
    int id =
        post("Faculty", "assessments", body("section", section, "type", "midterm"))
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("weight", is(10.0f))
            .body("section", equalTo((int) section))
            .extract()
            .path("id");
    patch("Faculty", "assessments", id, body("weight", "12.5")).body("weight", is(12.5f));
    given()
        .spec(server.as("Faculty"))
        .body(body("section", section, "type", "final"))
        .put("/api/assessments/{id}/", id)
        .then()
        .statusCode(200)
        .body("type", equalTo("final"))
        .body("weight", is(10.0f));
    get(server.as("Registrar"), "assessments/?section={s}&type=final&search=ana", section)
        .body("count", equalTo(1));
    get(server.as("Registrar"), "assessments/?section={s}&ordering=-weight", section)
        .body("results.id", equalTo(List.of(id)));
    given().spec(server.as("Faculty")).delete("/api/assessments/{id}/", id).then().statusCode(204);
    get(server.as("Faculty"), "assessments/{id}/", id).statusCode(404);
  }

  @Test
  void aWeightIsRefusedOutsideItsBounds() {
    for (Object bad : new Object[] {-1, 100.01, "NaN", "abc", "1e9", 0.001, true, ""}) {
      post("Faculty", "assessments", body("section", section, "type", "quiz", "weight", bad))
          .statusCode(400)
          .body("error.details", hasKey("weight"));
    }
    post("Faculty", "assessments", body("section", section, "type", ""))
        .statusCode(400)
        .body("error.details", hasKey("type"));
    assessment(60);
    int other = assessment(40);
    post("Faculty", "assessments", body("section", section, "type", "quiz", "weight", 0.01))
        .statusCode(400)
        .body("error.details", hasKey("weight"));
    patch("Faculty", "assessments", other, body("weight", 40.01))
        .statusCode(400)
        .body("error.details", hasKey("weight"));
    patch("Faculty", "assessments", other, body("weight", 40)).statusCode(200);
    assessment(0);
  }

  @Test
  void twentyAssessmentsRacingForAHundredStayWithin() throws Exception {
    List<Integer> answers =
        race(
            20,
            i ->
                post(
                        "Faculty",
                        "assessments",
                        body("section", section, "type", "race " + i, "weight", 10))
                    .extract()
                    .statusCode());
    assertThat(answers).containsOnly(201, 400);
    assertThat(answers.stream().filter(code -> code == 201)).hasSize(10);
    assertThat(server.id("select sum(weight) from assessment where section_id = ?", section))
        .isEqualTo(100);
  }

  @Test
  void foreignSectionsAreClosed() {
    long foreign = campus.section("stranger");
    int own = assessment(10);
    post("Faculty", "assessments", body("section", foreign, "type", "quiz")).statusCode(403);
    post("Faculty", "assessments", body("section", 999_999, "type", "quiz"))
        .statusCode(400)
        .body("error.details", hasKey("section"));
    patch("Faculty", "assessments", own, body("section", foreign)).statusCode(403);
    RequestSpecification stranger = server.as("stranger", "Faculty", null);
    get(stranger, "assessments/{id}/", own).statusCode(404);
    get(stranger, "assessments/?section={s}", section).body("count", equalTo(0));
    given().spec(stranger).delete("/api/assessments/{id}/", own).then().statusCode(404);
    given()
        .spec(stranger)
        .body(body("assessment", own, "student", student, "score", 1))
        .post("/api/assessment-scores/")
        .then()
        .statusCode(403);
    int score = score(own, student, 50);
    get(stranger, "assessment-scores/{id}/", score).statusCode(404);
    get(stranger, "sections/{id}/gradebook/", section).statusCode(404);
    get(stranger, "sections/{id}/final-grades/", section).statusCode(404);
    for (String role : List.of("Registrar", "ExamCell")) {
      post(role, "assessments", body("section", section, "type", "quiz")).statusCode(403);
      get(server.as(role), "assessments/{id}/", own).statusCode(200);
      get(server.as(role), "sections/{id}/gradebook/", section).statusCode(200);
    }
  }

  @Test
  void aStudentSeesTheOwnScoresAndAssessments() {
    int assessment = assessment(10);
    int mine = score(assessment, student, 50);
    long other = campus.student(section);
    int theirs = score(assessment, other, 60);
    RequestSpecification own = server.as("s" + student, "Student", student);
    get(own, "assessments/{id}/", assessment).statusCode(200);
    get(own, "assessment-scores/{id}/", mine).statusCode(200);
    get(own, "assessment-scores/{id}/", theirs).statusCode(404);
    get(own, "assessment-scores/?assessment__section={s}", section).body("count", equalTo(1));
    get(own, "sections/{id}/gradebook/", section).statusCode(403);
    long outsider = campus.student();
    get(server.as("s" + outsider, "Student", outsider), "assessments/{id}/", assessment)
        .statusCode(404);
  }

  @Test
  void aScoreIsKeptWithinItsMaximum() {
    int assessment = assessment(10);
    int id =
        post(
                "Faculty",
                "assessment-scores",
                body("assessment", assessment, "student", student, "score", "17.25"))
            .statusCode(201)
            .body("score", is(17.25f))
            .body("max_score", is(100.0f))
            .extract()
            .path("id");
    post(
            "Faculty",
            "assessment-scores",
            body("assessment", assessment, "student", student, "score", 1))
        .statusCode(409)
        .body("error.details", hasKey("student"));
    for (Object bad : new Object[] {-0.01, 100.01, "NaN", 1.001, "1e400", 1_000_000}) {
      patch("Faculty", "assessment-scores", id, body("score", bad))
          .statusCode(400)
          .body("error.details", hasKey("score"));
    }
    patch("Faculty", "assessment-scores", id, body("max_score", 0))
        .statusCode(400)
        .body("error.details", hasKey("max_score"));
    patch("Faculty", "assessment-scores", id, body("max_score", 17))
        .statusCode(400)
        .body("error.details", hasKey("score"));
    patch("Faculty", "assessment-scores", id, body("max_score", 17.25)).statusCode(200);
    patch("Faculty", "assessment-scores", id, body("student", campus.student()))
        .statusCode(400)
        .body("error.details", hasKey("student"));
    post(
            "Faculty",
            "assessment-scores",
            body("assessment", 999_999, "student", student, "score", 1))
        .statusCode(400)
        .body("error.details", hasKey("assessment"));
    post("Faculty", "assessment-scores", body("assessment", assessment, "student", student))
        .statusCode(400)
        .body("error.details", hasKey("score"));
    get(server.as("Admin"), "assessment-scores/?student={s}&ordering=-score", student)
        .body("count", equalTo(1));
    get(server.as("Admin"), "assessment-scores/?assessment=x").statusCode(400);
    given()
        .spec(server.as("Faculty"))
        .delete("/api/assessments/{id}/", assessment)
        .then()
        .statusCode(409);
    long elsewhere = campus.section("faculty");
    patch("Faculty", "assessments", assessment, body("section", elsewhere)).statusCode(409);
  }

  private ValidatableResponse bulk(String role, Object... cells) {
    return post(role, "assessment-scores/bulk", body("scores", List.of(cells)));
  }

  private static Map<String, @Nullable Object> cell(
      int assessment, long of, @Nullable Object score, @Nullable Object version) {
    return body("assessment", assessment, "student", of, "score", score, "version", version);
  }

  @Test
  void aGradebookIsReadAndWrittenAsAWhole() {
    int first = assessment(40);
    int second = assessment(60);
    long other = campus.student(section);
    bulk(
            "Faculty",
            cell(first, student, 80, null),
            cell(first, other, 0, null),
            cell(second, student, null, null))
        .statusCode(200)
        .body("created", equalTo(2))
        .body("unchanged", equalTo(1))
        .body("scores[0].version", equalTo(0))
        .body("scores[2].version", equalTo(null));
    get(server.as("Faculty"), "sections/{id}/gradebook/", section)
        .statusCode(200)
        .body("section", equalTo((int) section))
        .body("assessments.id", equalTo(List.of(first, second)))
        .body("students.student", equalTo(List.of((int) student, (int) other)))
        .body("students[0].scores[0].score", is(80.0f))
        .body("students[0].scores[0].version", equalTo(0))
        .body("students[0].scores[1].score", equalTo(null))
        .body("students[0].scores[1].version", equalTo(null))
        .body("students[1].scores[0].score", is(0.0f));
    bulk("Faculty", cell(first, student, 85, 0), cell(first, other, null, 0))
        .statusCode(200)
        .body("updated", equalTo(1))
        .body("cleared", equalTo(1))
        .body("scores[0].version", equalTo(1));
    get(server.as("Faculty"), "sections/{id}/gradebook/", section)
        .body("students[0].scores[0].version", equalTo(1))
        .body("students[1].scores[0].score", equalTo(null));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'AssessmentScore'"
                    + " and object_id = ? and jsonb_exists(changes, ?)",
                first + "/*",
                first + "/" + student))
        .isEqualTo(2);
  }

  @Test
  void aBulkCallWithOneFaultWritesNothing() {
    int assessment = assessment(40);
    long other = campus.student(section);
    score(assessment, student, 10);
    bulk("Faculty", cell(assessment, other, 5, null), cell(assessment, student, 20, null))
        .statusCode(409)
        .body("error.details.scores.size()", equalTo(1))
        .body("error.details.scores[0].index", equalTo(1))
        .body("error.details.scores[0].assessment", equalTo(assessment))
        .body("error.details.scores[0].student", equalTo((int) student))
        .body("error.details.scores[0].messages.size()", equalTo(1));
    bulk("Faculty", cell(assessment, student, 20, 7)).statusCode(409);
    bulk(
            "Faculty",
            cell(assessment, other, 101, null),
            cell(assessment, campus.student(), 5, null),
            cell(999_999, other, 5, null),
            cell(assessment, student, "abc", 0),
            body("assessment", assessment, "student", campus.student(section)),
            body("nothing", 1))
        .statusCode(400)
        .body("error.details.scores.index", equalTo(List.of(3, 4, 5)));
    bulk(
            "Faculty",
            cell(assessment, other, 101, null),
            cell(assessment, campus.student(), 5, null),
            cell(999_999, other, 5, null),
            cell(assessment, student, 20, 0))
        .statusCode(400)
        .body("error.details.scores.index", equalTo(List.of(0, 1, 2)));
    bulk("Faculty", cell(assessment, other, 5, null), cell(assessment, other, 6, null))
        .statusCode(400);
    post("Faculty", "assessment-scores/bulk", body("scores", "x")).statusCode(400);
    post("Faculty", "assessment-scores/bulk", body()).statusCode(400);
    long foreign = campus.section("stranger");
    long theirs = campus.student(foreign);
    int foreignAssessment =
        (int)
            server.id(
                "insert into assessment (section_id, type) values (?, 'x') returning id", foreign);
    bulk("Faculty", cell(assessment, other, 5, null), cell(foreignAssessment, theirs, 5, null))
        .statusCode(403);
    assertThat(
            server.id(
                "select count(*) from assessment_score where assessment_id in (?, ?)",
                assessment,
                foreignAssessment))
        .isEqualTo(1);
  }

  @Test
  void twoGradersOfOneCellLeaveOneConflict() throws Exception {
    int assessment = assessment(40);
    assertThat(
            race(
                2,
                i ->
                    bulk("Faculty", cell(assessment, student, 50 + i, null))
                        .extract()
                        .statusCode()))
        .containsExactlyInAnyOrder(200, 409);
    assertThat(
            race(
                2,
                i -> bulk("Faculty", cell(assessment, student, 70 + i, 0)).extract().statusCode()))
        .containsExactlyInAnyOrder(200, 409);
    assertThat(
            server.id("select version from assessment_score where assessment_id = ?", assessment))
        .isEqualTo(1);
  }

  @Test
  void anEmptyCellTakesTheUsualMaximumOfItsAssessment() {
    int assessment = assessment(40);
    long other = campus.student(section);
    post(
            "Faculty",
            "assessment-scores",
            body("assessment", assessment, "student", student, "score", 20, "max_score", 25))
        .statusCode(201);
    get(server.as("Faculty"), "sections/{id}/gradebook/", section)
        .body("students[1].scores[0].max_score", is(25.0f));
    bulk("Faculty", cell(assessment, other, 26, null)).statusCode(400);
    bulk("Faculty", cell(assessment, other, 25, null))
        .statusCode(200)
        .body("scores[0].max_score", is(25.0f));
  }

  @Test
  void finalGradesSayHowTheyCameAbout() {
    int first = assessment(40);
    int second = assessment(60);
    long other = campus.student(section);
    score(first, student, 75);
    score(second, student, 100);
    score(first, other, 50);
    get(server.as("ExamCell"), "sections/{id}/final-grades/", section)
        .statusCode(200)
        .body("size()", equalTo(2))
        .body("[0].student", equalTo((int) student))
        .body("[0].percentage", is(90.0f))
        .body("[0].grade", equalTo("A+"))
        .body("[0].components[0].assessment", equalTo(first))
        .body("[0].components[0].type", equalTo("quiz"))
        .body("[0].components[0].weight", is(40.0f))
        .body("[0].components[0].max_score", is(100.0f))
        .body("[0].components[0].contribution", is(30.0f))
        .body("[1].percentage", is(20.0f))
        .body("[1].grade", equalTo("F"))
        .body("[1].components[1].score", equalTo(null))
        .body("[1].components[1].contribution", is(0.0f));
  }

  private interface Entrant {
    int run(int index);
  }

  /** Lets them all go at the same moment, each on a thread of its own. */
  private static List<Integer> race(int entrants, Entrant entrant) throws Exception {
    server.as("Faculty");
    CyclicBarrier start = new CyclicBarrier(entrants);
    try (ExecutorService threads = Executors.newFixedThreadPool(entrants)) {
      List<Callable<Integer>> tasks =
          IntStream.range(0, entrants)
              .<Callable<Integer>>mapToObj(
                  i ->
                      () -> {
                        start.await();
                        return entrant.run(i);
                      })
              .toList();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
