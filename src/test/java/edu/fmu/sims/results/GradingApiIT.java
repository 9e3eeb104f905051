package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeScheme;
import edu.fmu.sims.testing.TestServer;
import edu.fmu.sims.web.Json;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradingApiIT {
  private static final String SCHEMES = "/api/grade-schemes/";

  @AutoClose private static final TestServer server = TestServer.start();
  private static final University university = new University(server);
  private static int counter;

  private static ValidatableResponse explained(RequestSpecification as, long student) {
    return given()
        .spec(as)
        .queryParam("explain", true)
        .get("/api/students/" + student + "/record/")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse plain(long student) {
    return given().spec(server.as("Admin")).get("/api/students/" + student + "/record/").then();
  }

  private static long program() {
    return server.id("insert into program (name) values (?) returning id", "G-" + (++counter));
  }

  private static long student(long program, @Nullable String intake) {
    return server.id(
        "insert into student (reg_no, name, program_id, intake)"
            + " values (?, 'Gul', ?, cast(? as date)) returning id",
        "G-" + (++counter),
        program,
        intake);
  }

  private static Map<String, Object> body(long program, String from, Object points) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Own");
    body.put("program", program);
    body.put("effective_from", from);
    body.put(
        "rows",
        List.of(
            Map.of("grade", "B", "min_percentage", 60, "points", points),
            Map.of("grade", "F", "min_percentage", 0, "points", 0)));
    return body;
  }

  private static int scheme(Map<String, Object> body) {
    return given()
        .spec(server.as("Admin"))
        .body(body)
        .post(SCHEMES)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static long section() {
    return university.section(
        university.course("GR-" + (++counter), 3), university.term, university.teacher);
  }

  private static void score(long section, long student, int weight, int score) {
    long assessment =
        server.id(
            "insert into assessment (section_id, type, weight) values (?, 'Final', ?) returning id",
            section,
            weight);
    server.sql(
        "insert into assessment_score (assessment_id, student_id, score) values (?, ?, ?)",
        assessment,
        student,
        score);
  }

  @Test
  void theRecordSaysHowItsFiguresCameAbout() {
    long student = university.student();
    long section = section();
    score(section, student, 40, 90);
    score(section, student, 60, 75);
    university.result(student, section, "B+", "published");
    explained(university.of(student), student)
        .body("terms[0].courses[0].explanation.scheme.name", equalTo("University default"))
        .body("terms[0].courses[0].explanation.scheme.version", equalTo(0))
        .body("terms[0].courses[0].explanation.outcome", equalTo("graded"))
        .body("terms[0].courses[0].explanation.row.min_percentage", equalTo(80.0f))
        .body("terms[0].courses[0].explanation.scores.percentage", equalTo(81.0f))
        .body("terms[0].courses[0].explanation.scores.grade", equalTo("B+"))
        .body("terms[0].courses[0].explanation.scores.rounding", equalTo("none"))
        .body(
            "terms[0].courses[0].explanation.scores.components.contribution",
            contains(36.0f, 45.0f))
        .body("terms[0].courses[0].explanation.quality_points", equalTo(10.5f))
        .body("terms[0].explanation.quality_points", equalTo(10.5f))
        .body("explanation.average.calculation", equalTo("10.50 ÷ 3 = 3.50"))
        .body("explanation.average.rounding", equalTo("half_up to 2 decimals"))
        .body("explanation.repeats", equalTo("all"))
        .body("explanation.standing_rule.standing", equalTo("good"));
    plain(student)
        .body("$", not(hasKey("explanation")))
        .body("terms[0]", not(hasKey("explanation")))
        .body("terms[0].courses[0]", not(hasKey("explanation")));
    given()
        .spec(server.as("Admin"))
        .queryParam("explain", "perhaps")
        .get("/api/students/" + student + "/record/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("explain"));
    given()
        .spec(server.as("Admin"))
        .queryParam("explain", "true")
        .queryParam("as_of", "2001-01-01T00:00:00Z")
        .get("/api/students/" + student + "/record/")
        .then()
        .statusCode(200)
        .body("explanation.average.credits", equalTo(0))
        .body("explanation.standing_rule", nullValue());
  }

  @Test
  void aTeacherSeesScoresOfTheOwnSectionsOnly() {
    long student = university.student();
    university.enroll(student, university.section);
    long foreign = university.foreignSection;
    score(foreign, student, 10, 50);
    university.result(student, foreign, "B", "published");
    String scores = "terms[0].courses[0].explanation.scores";
    explained(university.teacher(), student).body(scores, nullValue());
    explained(server.as("Registrar"), student).body(scores, hasKey("percentage"));
  }

  @Test
  void whatIsPublishedKeepsTheSchemeThatApplied() {
    long program = program();
    long student = student(program, null);
    int used = scheme(body(program, "2025-01-01", 3.3));
    long result = university.result(student, section(), "B", "draft");
    given()
        .spec(server.as("Admin"))
        .body(body(program, "2025-01-01", 3.1))
        .put(SCHEMES + used + "/")
        .then()
        .statusCode(200);
    university
        .post("Registrar", "/api/results/publish/", Map.of("result_id", result))
        .then()
        .statusCode(200);
    for (Map<String, ?> change :
        List.of(
            Map.of("rows", body(program, "2025-01-01", 1.0).get("rows")),
            Map.of("rules", Map.of("gpa_places", 0)),
            Map.of("name", "Other"))) {
      given()
          .spec(server.as("Admin"))
          .body(change)
          .patch(SCHEMES + used + "/")
          .then()
          .statusCode(409)
          .body("error.details", hasKey("effective_from"));
    }
    given().spec(server.as("Admin")).delete(SCHEMES + used + "/").then().statusCode(409);
    scheme(body(program, "2025-08-01", 1.5));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("active", false))
        .patch(SCHEMES + used + "/")
        .then()
        .statusCode(200)
        .body("active", equalTo(false));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("active", true, "name", "Other"))
        .patch(SCHEMES + used + "/")
        .then()
        .statusCode(409);
    explained(server.as("Admin"), student)
        .body("cgpa", equalTo(3.1f))
        .body("terms[0].courses[0].explanation.scheme.id", equalTo(used))
        .body("terms[0].courses[0].explanation.scheme.version", equalTo(1));
    long change = university.change(university.teacher(), result, "F");
    university.decide(server.as("Registrar"), change, true).then().statusCode(200);
    explained(server.as("Admin"), student)
        .body("cgpa", equalTo(0.0f))
        .body("terms[0].courses[0].explanation.scheme.id", equalTo(used));
    long later = university.result(student(program, null), section(), "B", "published");
    assertThat(
            server.id(
                "select v.scheme_id from result r join grade_scheme_version v"
                    + " on v.id = r.scheme_version_id where r.id = ?",
                later))
        .isNotEqualTo(used);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update result set scheme_version_id = null where id = %d",
        "update grade_scheme_version set grades = '[]'",
        "delete from grade_scheme_version",
      })
  void theRunTimeRoleCannotMoveAResultToAnotherScheme(String sql) {
    long result = university.result("published");
    assertThat(refuses(sql.formatted(result))).isTrue();
    assertThat(server.id("select scheme_version_id from result where id = ?", result)).isPositive();
  }

  private static boolean refuses(String sql) {
    try (var connection = server.database().app().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  /** Whichever comes first: what was published was graded by what the scheme says afterwards. */
  @Test
  void publishingAndEditingASchemeTakeTurns() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 6; round++) {
        long program = program();
        int scheme = scheme(body(program, "2025-01-01", 3.0));
        long student = student(program, null);
        long result = university.result(student, section(), "B", "draft");
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Integer> edit =
            threads.submit(
                () -> {
                  start.await();
                  return given()
                      .spec(server.as("Admin"))
                      .body(body(program, "2025-01-01", 2.0))
                      .put(SCHEMES + scheme + "/")
                      .statusCode();
                });
        Future<Integer> publish =
            threads.submit(
                () -> {
                  start.await();
                  return university
                      .post("Registrar", "/api/results/publish/", Map.of("result_id", result))
                      .statusCode();
                });
        assertThat(publish.get()).isEqualTo(200);
        plain(student).body("cgpa", equalTo(edit.get() == 200 ? 2.0f : 3.0f));
        assertThat(edit.get()).isIn(200, 409);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-09-01, 1.0",
    "2025-09-01, 2.0",
    "2026-09-01, 2.0",
    ", 1.0",
  })
  void aSchemeMayBeMeantForIntakes(@Nullable String intake, float points) {
    long program = program();
    scheme(body(program, "2025-06-01", 1.0));
    Map<String, Object> newer = body(program, "2025-01-01", 2.0);
    newer.put("intake_from", "2025-09-01");
    scheme(newer);
    long student = student(program, intake);
    long section = section();
    university.enroll(student, section);
    score(section, student, 100, 60);
    given()
        .spec(server.as("Admin"))
        .get("/api/sections/" + section + "/final-grades/")
        .then()
        .body("[0].grade", equalTo("B"));
    university.result(student, section, "B", "published");
    plain(student).body("cgpa", equalTo(points));
  }

  @Test
  void theIntakeIsAFieldOfTheStudent() {
    long student = university.student();
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("intake", "2025-09-01"))
        .patch("/api/students/" + student + "/")
        .then()
        .statusCode(200)
        .body("intake", equalTo("2025-09-01"));
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("intake", "autumn"))
        .patch("/api/students/" + student + "/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("intake"));
  }

  private static GradeScheme shipped(String name) throws Exception {
    Map<String, Object> scheme =
        given()
            .spec(server.as("Admin"))
            .queryParam("search", name)
            .get(SCHEMES)
            .then()
            .extract()
            .path("results[0]");
    return new GradeScheme(
        name,
        GradeScheme.rowsOf(Json.MAPPER.writeValueAsString(scheme.get("rows"))),
        GradeRules.of(Json.MAPPER.writeValueAsString(scheme.get("rules"))));
  }

  @ParameterizedTest
  @CsvSource({
    "100, A, 4.0",
    "85, A, 4.0",
    "84.99, A-, 3.7",
    "80, A-, 3.7",
    "79.99, B+, 3.3",
    "75, B+, 3.3",
    "74.99, B, 3.0",
    "70, B, 3.0",
    "69.99, B-, 2.7",
    "65, B-, 2.7",
    "64.99, C+, 2.3",
    "61, C+, 2.3",
    "60.99, C, 2.0",
    "58, C, 2.0",
    "57.99, C-, 1.7",
    "55, C-, 1.7",
    "54.99, D, 1.0",
    "50, D, 1.0",
    "49.99, F, 0",
    "0, F, 0",
  })
  void theScaleOfTheHecIsATemplate(BigDecimal percentage, String grade, BigDecimal points)
      throws Exception {
    GradeScheme hec = shipped("HEC");
    assertThat(hec.gradeFor(percentage)).isEqualTo(grade);
    assertThat(hec.pointsFor(grade).orElseThrow()).isEqualByComparingTo(points);
  }

  @Test
  void templatesAreNotAppliedAndTheDefaultIsTheContracts() throws Exception {
    given()
        .spec(server.as("Student"))
        .queryParam("active", false)
        .get(SCHEMES)
        .then()
        .body("results.name", contains("HEC"));
    assertThat(
            server.id(
                "select count(*) from grade_scheme where name in ('HEC', 'University default')"
                    + " and rules = cast(? as jsonb)",
                Json.MAPPER.writeValueAsString(GradeRules.DEFAULT)))
        .isEqualTo(2);
    long early = university.term("Of old", "1950-09-01");
    long student = university.student();
    university.result(
        student,
        university.section(university.course("OLD-1", 3), early, university.teacher),
        "A-",
        "published");
    explained(server.as("Admin"), student)
        .body("cgpa", nullValue())
        .body("terms[0].courses[0].explanation.scheme.id", nullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"percentage_rounding\": \"maybe\"}",
        "{\"percentage_places\": 3}",
        "{\"gpa_rounding\": \"none\"}",
        "{\"gpa_places\": -1}",
        "{\"gpa_places\": 99999999999}",
        "{\"repeats\": \"first\"}",
        "{\"standings\": []}",
        "{\"standings\": [{\"standing\": \"good\", \"min_gpa\": 2}]}",
        "{\"standings\": [{\"min_gpa\": 0}]}",
        "{\"marks\": [{\"grade\": \"I\", \"meaning\": \"lost\"}]}",
        "{\"marks\": [{\"grade\": \"I\", \"meaning\": \"incomplete\", \"becomes\": \"F\"}]}",
        "{\"marks\": [{\"grade\": \"I\", \"meaning\": \"incomplete\", \"becomes\": \"Q\","
            + " \"after_days\": 3}]}",
        "{\"marks\": [{\"grade\": \"W\", \"meaning\": \"withdrawn\"},"
            + " {\"grade\": \"W\", \"meaning\": \"pass\"}]}",
        "{\"marks\": [null]}",
        "{\"not_in_gpa\": [\"Q\"]}",
        "{\"no_credit\": \"F\"}",
        "[]",
        "7",
      })
  void rulesThatMakeNoSenseAreRefused(String rules) throws Exception {
    Map<String, Object> body = body(program(), "2025-01-01", 3.0);
    body.put("rules", Json.MAPPER.readValue(rules, Object.class));
    given().spec(server.as("Admin")).body(body).post(SCHEMES).then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({"none, 2, F", "half_up, 0, B", "up, 1, B", "half_up, 1, F"})
  void percentagesAreRoundedAsTheSchemeSays(String rounding, int places, String grade) {
    long program = program();
    Map<String, Object> body = body(program, "2025-01-01", 3.0);
    body.put("rules", Map.of("percentage_rounding", rounding, "percentage_places", places));
    scheme(body);
    long student = student(program, null);
    long section = section();
    university.enroll(student, section);
    score(section, student, 99, 60);
    server.sql("update assessment set weight = 99.90 where section_id = ?", section);
    given()
        .spec(server.as("Admin"))
        .get("/api/sections/" + section + "/final-grades/")
        .then()
        .body("[0].percentage", equalTo(59.94f))
        .body("[0].grade", equalTo(grade));
  }
}
