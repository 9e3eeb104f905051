package edu.fmu.sims.attendance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The register of a day and the standings: what pages show of attendance. */
class RegisterApiIT {
  private static final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-24T20:30:00Z")); // the 25th in Karachi

  @AutoClose private static final TestServer server = TestServer.start(clock, Map.of());

  private static long section;
  private static long ali;

  @BeforeAll
  static void aSectionWithThreeWeeks() {
    long program = server.id("insert into program (name) values ('MBBS') returning id");
    long course =
        server.id(
            "insert into course (code, title, program_id) values ('ANA', 'Anatomy', ?) returning id",
            program);
    server.sql("insert into term (name) values ('Fall')");
    long teacher = server.user("teacher", "Faculty", null);
    section =
        server.id(
            "insert into section (course_id, term_id, teacher_id)"
                + " select ?, id, ? from term returning id",
            course,
            teacher);
    ali = student(program, "R-1", "enrolled");
    long bina = student(program, "R-2", "enrolled");
    student(program, "R-3", "dropped");
    student(program, "R-4", "enrolled");
    mark(ali, "2026-11-23", "Present");
    mark(ali, "2026-11-24", "Absent");
    mark(ali, "2026-11-25", "Absent");
    mark(bina, "2026-11-23", "Late");
    mark(bina, "2026-11-24", "Excused");
  }

  private static long student(long program, String regNo, String status) {
    long id =
        server.id(
            "insert into student (reg_no, name, program_id) values (?, 'Name', ?) returning id",
            regNo,
            program);
    server.sql(
        "insert into enrollment (student_id, section_id, status) values (?, ?, ?)",
        id,
        section,
        status);
    return id;
  }

  private static void mark(long student, String day, String status) {
    server.sql(
        "insert into attendance (section_id, student_id, date, status)"
            + " values (?, ?, cast(? as date), ?)",
        section,
        student,
        day,
        status);
  }

  private static RequestSpecification as(String role) {
    return switch (role) {
      case "Faculty" -> server.as("teacher", "Faculty", null);
      case "Student" -> server.as("ali", "Student", ali);
      default -> server.as(role);
    };
  }

  private static String register() {
    return "/api/sections/" + section + "/register/";
  }

  @Test
  void theRegisterHoldsEveryPlaceAlsoBlankOnes() {
    given()
        .spec(as("Faculty"))
        .get(register())
        .then()
        .statusCode(200)
        .body("date", equalTo("2026-11-25"))
        .body("students.reg_no", contains("R-1", "R-2", "R-4"))
        .body("students.status", contains("Absent", "", ""))
        .body("students[0].percentage", equalTo(33.33f));
    given()
        .spec(as("Registrar"))
        .queryParam("date", "2026-11-24")
        .get(register())
        .then()
        .body("students.status", contains("Absent", "Excused", ""));
  }

  @Test
  void theRegisterIsOnlyForThoseConcerned() {
    given().spec(as("Student")).get(register()).then().body("students.reg_no", contains("R-1"));
    given().spec(server.as("other", "Faculty", null)).get(register()).then().statusCode(404);
    given()
        .spec(as("Faculty"))
        .queryParam("date", "yesterday")
        .get(register())
        .then()
        .statusCode(400);
  }

  @Test
  void standingsSayHowManyClassesAreMissing() {
    given()
        .spec(as("Registrar"))
        .queryParam("section", section)
        .queryParam("ordering", "reg_no")
        .get("/api/attendance/standings/")
        .then()
        .statusCode(200)
        .body("results.student_detail.reg_no", contains("R-1", "R-2", "R-4"))
        .body("results.eligible", contains(false, true, false))
        .body("results.shortfall", contains(5, 0, 1))
        .body("results.excused", contains(0, 1, 0));
    given()
        .spec(as("Registrar"))
        .queryParam("eligible", false)
        .queryParam("term", "Fall")
        .queryParam("ordering", "-percentage")
        .get("/api/attendance/standings/")
        .then()
        .body("results.student_detail.reg_no", contains("R-1", "R-4"));
    given()
        .spec(as("Student"))
        .get("/api/attendance/standings/")
        .then()
        .body("results.student_detail.reg_no", contains("R-1"));
    given()
        .spec(server.as("other", "Faculty", null))
        .get("/api/attendance/standings/")
        .then()
        .body("results", empty());
  }

  /** The number promised is enough, and one less is not. */
  @Test
  void theShortfallIsTheLeastThatSuffices() {
    for (long attended = 0; attended < 12; attended++) {
      for (long absent = 0; absent < 12; absent++) {
        long missing = new Tally(attended, 0, absent, 3).shortfall();
        assertThat(new Tally(attended + missing, 0, absent, 3).reaches(threshold())).isTrue();
        if (missing > 0) {
          assertThat(new Tally(attended + missing - 1, 0, absent, 3).reaches(threshold()))
              .isFalse();
        }
      }
    }
  }

  private static BigDecimal threshold() {
    return RateParameters.DEFAULT_THRESHOLD;
  }
}
