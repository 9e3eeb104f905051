package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordApiTest {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final University university = new University(server);
  private static int counter;

  private static String record(long student) {
    return "/api/students/" + student + "/record/";
  }

  /** A section of a new course. */
  private static long section(int credits, long term) {
    return university.section(
        university.course("REC-" + (++counter), credits), term, university.teacher);
  }

  /** A time that lies between what was done before and what is done next. */
  private static Instant between() {
    Instant before = databaseTime();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> databaseTime().isAfter(before.plusMillis(2)));
    return before.plusMillis(1);
  }

  private static Instant databaseTime() {
    return Instant.EPOCH.plusNanos(
        1000 * server.id("select (extract(epoch from clock_timestamp()) * 1000000)::bigint"));
  }

  @Test
  void statesTermsWithPointsAndAverages() {
    long student = university.student();
    long later = university.term("Spring 2027", "2027-02-01");
    long undated = university.term("Undated", null);
    long earlier = university.term("Fall 2024", "2024-09-01");
    university.result(student, section(3, later), "B+", "published");
    university.result(student, section(4, earlier), "A", "frozen");
    university.result(student, section(2, earlier), "C", "published");
    university.result(student, section(3, earlier), "A", "draft");
    university.result(student, section(3, undated), "I", "published");
    given()
        .spec(server.as("Registrar"))
        .get(record(student))
        .then()
        .statusCode(200)
        .body("student.id", equalTo((int) student))
        .body("student.name", equalTo("Sana Gul"))
        .body("student.name_ur", equalTo(""))
        .body("student.program", equalTo("MBBS"))
        .body("student.status", equalTo("active"))
        .body("student", hasKey("reg_no"))
        .body("terms.term", contains("Fall 2024", "Spring 2027", "Undated"))
        .body("terms[0].courses.grade", contains("A", "C"))
        .body("terms[0].courses.credits", contains(4, 2))
        .body("terms[0].courses.grade_points", contains(4.0f, 2.0f))
        .body("terms[0].courses.state", contains("frozen", "published"))
        .body("terms[0].courses[0]", hasKey("code"))
        .body("terms[0].courses[0]", hasKey("title"))
        .body("terms[0].gpa", equalTo(3.33f))
        .body("terms[0].credits", equalTo(6))
        .body("terms[1].gpa", equalTo(3.5f))
        .body("terms[2].courses[0].grade_points", nullValue())
        .body("terms[2].gpa", nullValue())
        .body("terms[2].credits", equalTo(0))
        .body("cgpa", equalTo(3.39f))
        .body("credits", equalTo(9))
        .body("standing", equalTo("good"));
  }

  @ParameterizedTest
  @CsvSource({"C, good", "D, probation", "F, probation", "W, ''"})
  void theStandingFollowsTheAverage(String grade, String standing) {
    long student = university.student();
    university.result(student, university.section, grade, "published");
    given()
        .spec(server.as("Admin"))
        .get(record(student))
        .then()
        .body("standing", equalTo(standing));
  }

  @Test
  void anEmptyRecordHasNoAverage() {
    long student = university.student();
    university.result(student, university.section, "A", "draft");
    given()
        .spec(server.as("Admin"))
        .get(record(student))
        .then()
        .statusCode(200)
        .body("terms", empty())
        .body("cgpa", nullValue())
        .body("credits", equalTo(0))
        .body("standing", equalTo(""));
  }

  @Test
  void everyoneReadsWithinTheOwnReach() {
    long student = university.student();
    long stranger = university.student();
    university.enroll(student, university.section);
    university.result(student, university.section, "A", "published");
    given().spec(university.of(student)).get(record(student)).then().statusCode(200);
    given().spec(university.of(stranger)).get(record(student)).then().statusCode(404);
    given().spec(university.teacher()).get(record(student)).then().statusCode(200);
    given().spec(university.teacher()).get(record(stranger)).then().statusCode(404);
    given().spec(server.as("ExamCell")).get(record(student)).then().statusCode(200);
    given().spec(server.as("Admin")).get(record(987654)).then().statusCode(404);
    given().spec(server.as("nobody", null, null)).get(record(student)).then().statusCode(403);
    given().spec(server.anonymous()).get(record(student)).then().statusCode(401);
  }

  @Test
  void theSchemeInForceWhenTheTermBeganCounts() {
    long program = server.id("insert into program (name) values ('DPT') returning id");
    long student =
        server.id(
            "insert into student (reg_no, name, program_id) values ('DPT-1', 'Gul', ?)"
                + " returning id",
            program);
    scheme(program, "2023-01-01", "A", "3.70");
    scheme(program, "2026-01-01", "A", "3.90");
    scheme(null, "2023-06-01", "A", "1.11");
    university.result(student, section(3, university.term("P0", "1999-09-01")), "B+", "published");
    university.result(student, section(3, university.term("P1", "2022-09-01")), "A", "published");
    university.result(student, section(3, university.term("P2", "2023-01-01")), "A", "published");
    university.result(student, section(3, university.term("P3", "2025-09-01")), "A", "published");
    university.result(student, section(3, university.term("P4", "2026-01-01")), "A", "published");
    try {
      given()
          .spec(server.as("Admin"))
          .get(record(student))
          .then()
          .body("terms.courses.grade_points.flatten()", contains(3.5f, 4.0f, 3.7f, 3.7f, 3.9f));
    } finally {
      server.sql(
          "delete from grade_scheme where program_id is null and effective_from > '2020-01-01'");
    }
  }

  private static void scheme(@Nullable Long program, String from, String grade, String points) {
    long id =
        server.id(
            "insert into grade_scheme (name, effective_from, program_id)"
                + " values ('S', cast(? as date), ?) returning id",
            from,
            program);
    server.sql(
        "insert into grade_scheme_row (scheme_id, grade, min_percentage, points)"
            + " values (?, ?, 0, cast(? as numeric))",
        id,
        grade,
        points);
  }

  @Test
  void aPastStateIsGivenAsItStood() {
    long student = university.student();
    Instant nothing = between();
    long result = university.result(student, university.section, "B", "draft");
    Instant draft = between();
    university
        .post("Registrar", "/api/results/publish/", Map.of("result_id", result))
        .then()
        .statusCode(200);
    Instant published = between();
    long change = university.change(university.teacher(), result, "A");
    university.decide(server.as("Registrar"), change, true).then().statusCode(200);
    Instant corrected = between();
    university
        .post("ExamCell", "/api/results/freeze/", Map.of("result_id", result))
        .then()
        .statusCode(200);

    assertThat(asOf(student, nothing)).isEqualTo("");
    assertThat(asOf(student, draft)).isEqualTo("");
    assertThat(asOf(student, published)).isEqualTo("B published 3.0");
    assertThat(asOf(student, corrected)).isEqualTo("A published 4.0");
    assertThat(asOf(student, between())).isEqualTo("A frozen 4.0");
    given()
        .spec(university.of(student))
        .queryParam("as_of", published.toString())
        .get(record(student))
        .then()
        .statusCode(200)
        .body("cgpa", equalTo(3.0f));
  }

  @Test
  void thePublicationItselfIsPartOfItsMoment() {
    long result = university.result("draft");
    String at =
        university
            .post("Registrar", "/api/results/publish/", Map.of("result_id", result))
            .path("published_at");
    long student = server.id("select student_id from result where id = ?", result);

    assertThat(asOf(student, Instant.parse(at))).isEqualTo("B published 3.0");
  }

  private static String asOf(long student, Instant at) {
    Map<String, Object> record =
        given()
            .spec(server.as("Admin"))
            .queryParam("as_of", at.toString())
            .get(record(student))
            .then()
            .statusCode(200)
            .extract()
            .path("terms[0].courses[0]");
    return record == null
        ? ""
        : record.get("grade") + " " + record.get("state") + " " + record.get("grade_points");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30T00:00:00Z",
        "2026-01-01",
        "1",
        "+999999999-01-01T00:00:00Z",
        "2999-01-01T00:00:00Z"
      })
  void aTimeThatIsNoneOrHasNotComeIsRefused(String at) {
    given()
        .spec(server.as("Admin"))
        .queryParam("as_of", at)
        .get(record(university.student()))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("as_of"));
  }

  private static String whatIf(long student) {
    return "/api/students/" + student + "/what-if/";
  }

  @Test
  void assumedGradesAreReckonedByTheOwnSchemeAndNothingIsKept() {
    University own = new University(server, "WhatIf", "Fall 2031");
    long scheme =
        server.id(
            "insert into grade_scheme (name, effective_from, program_id, rules) values"
                + " ('Own', '2020-01-01', ?, jsonb_set((select rules from grade_scheme limit 1),"
                + " '{gpa_rounding}', '\"down\"')) returning id",
            own.program);
    server.sql(
        "insert into grade_scheme_row (scheme_id, grade, min_percentage, points) values"
            + " (?, 'H', 50, 4), (?, 'P', 40, 3), (?, 'N', 0, 0)",
        scheme,
        scheme,
        scheme);
    long student = own.student();
    long taken = own.section(own.course("WI-1", 3), own.term, own.teacher);
    own.result(student, taken, "P", "published");
    own.enroll(student, taken);
    long open = own.section(own.course("WI-2", 4), own.term, own.teacher);
    own.enroll(student, open);
    given()
        .spec(own.of(student))
        .get(whatIf(student))
        .then()
        .statusCode(200)
        .body("courses.section", contains((int) open))
        .body("courses[0].grades", contains("H", "P", "N"))
        .body("courses[0].grade", equalTo(""))
        .body("cgpa", equalTo(3.0f));
    given()
        .spec(own.of(student))
        .queryParam("grades", open + ":H")
        .get(whatIf(student))
        .then()
        .statusCode(200)
        .body("courses[0].grade", equalTo("H"))
        .body("terms[0].gpa", equalTo(3.57f))
        .body("terms[0].credits", equalTo(7))
        .body("cgpa", equalTo(3.57f))
        .body("standing", equalTo("good"));
    given().spec(own.of(student)).get(record(student)).then().body("cgpa", equalTo(3.0f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "x:A", ":A", "1:A,", "999999:A", "%d:Z", "%d:"})
  void anAssumptionThatCannotBeIsNamed(String grades) {
    long student = university.student();
    long open = section(3, university.term);
    university.enroll(student, open);
    given()
        .spec(server.as("Registrar"))
        .queryParam("grades", grades.formatted(open))
        .get(whatIf(student))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("grades"));
  }
}
