package edu.fmu.sims.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.StatementCount;
import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardApiTest {
  private static final String STATS = "/api/dashboard/stats/";

  /** In Karachi it is the 16th already. */
  private static final SettableClock clock =
      new SettableClock(Instant.parse("2026-03-15T20:00:00Z"));

  @AutoClose private static final TestServer server = TestServer.start(clock, Map.of());

  /**
   * Students 1 to 4 are active, 5 is not; 6 left, and dropped out before. Sections 1 to 3 are open
   * and the teacher's, 4 is of a closed term, 5 another teacher's.
   */
  @BeforeAll
  static void campus() {
    long teacher = server.user("teacher", "Faculty", null);
    long other = server.user("other", "Faculty", null);
    server.sql("insert into program (name) values ('MBBS')");
    server.sql("insert into term (name, status) values ('Now', 'open'), ('Past', 'open')");
    server.sql(
        "insert into course (code, title, program_id) values ('C1', 'C', 1), ('C2', 'C', 1)");
    server.sql(
        "insert into section (course_id, term_id, teacher_id)"
            + " values (1, 1, ?), (2, 1, ?), (2, 1, ?), (1, 2, ?), (1, 1, ?)",
        teacher,
        teacher,
        teacher,
        teacher,
        other);
    server.sql(
        "insert into student (reg_no, name, program_id, status)"
            + " select 'R-' || n, 'N', 1, case when n >= 5 then 'left' else 'active' end"
            + " from generate_series(1, 6) n");
    server.sql(
        "insert into enrollment (student_id, section_id, status)"
            + " select n, 1, 'enrolled' from generate_series(1, 5) n"
            + " union all values (1, 2, 'enrolled'), (2, 2, 'dropped'), (6, 3, 'dropped'), (1, 5, 'enrolled'), (4, 5, 'enrolled'),"
            + " (4, 4, 'enrolled')");
    server.sql("update term set status = 'closed' where name = 'Past'");
    attendance(1, 1, "2026-03-16", "Present");
    attendance(1, 1, "2026-03-15", "Late");
    attendance(1, 1, "2026-03-14", "Excused");
    attendance(1, 2, "2026-03-08", "Absent");
    attendance(2, 1, "2026-03-16", "Present");
    attendance(2, 1, "2026-03-15", "Present");
    attendance(2, 1, "2026-03-14", "Late");
    attendance(2, 1, "2026-03-13", "Absent");
    attendance(3, 1, "2026-03-16", "Excused");
    attendance(4, 5, "2026-03-16", "Absent");
    for (String day : List.of("2026-03-14", "2026-03-15", "2026-03-16")) {
      attendance(4, 1, day, "Present");
    }
    attendance(5, 1, "2026-03-16", "Absent");
    server.sql(
        "insert into result (student_id, section_id, final_grade) values"
            + " (1, 1, 'A'), (1, 2, 'A'), (1, 4, 'A'), (2, 1, 'A'), (1, 5, 'A')");
    server.sql(
        "update result set state = 'published', published_at = now()"
            + " where student_id = 1 and section_id in (2, 4)");
    server.sql(
        "update result set state = 'frozen', frozen_at = now()"
            + " where student_id = 1 and section_id = 4");
    server.sql(
        "insert into student_request (student_id, type) values (1, 'noc'), (1, 'noc'), (2, 'noc')");
    server.sql("update student_request set status = 'approved' where id = 1");
  }

  private static void attendance(long student, long section, String date, String status) {
    server.sql(
        "insert into attendance (student_id, section_id, date, status)"
            + " values (?, ?, cast(? as date), ?)",
        student,
        section,
        date,
        status);
  }

  /**
   * Student 1 attended 2 of 3, student 2 exactly 75 %; 3 has nothing that counts; 4 has 75 % of
   * all, though nothing of section 5; 5 has left.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Admin", "Registrar", "ExamCell"})
  void theOfficeSeesTheWhole(String role) {
    given()
        .spec(server.as(role))
        .get(STATS)
        .then()
        .statusCode(200)
        .body(
            "$",
            equalTo(
                Map.of(
                    "total_students", 4,
                    "total_courses", 2,
                    "active_sections", 4,
                    "pending_requests", 2,
                    "published_results", 1,
                    "ineligible_students", 1)));
  }

  @Test
  void theOfficesFigureOfWhoFallsShortIsThatOfTheListBehindIt() {
    given()
        .spec(server.as("Registrar"))
        .get("/api/students/?status=active&falls_short=true")
        .then()
        .body("results.reg_no", contains("R-1"));
    given()
        .spec(server.as("Registrar"))
        .get("/api/students/?falls_short=false")
        .then()
        .body("results.reg_no", contains("R-2", "R-3", "R-4", "R-6"));
  }

  @Test
  void aTeachersFigureOfSectionsWithoutAttendanceIsThatOfTheListBehindIt() {
    given()
        .spec(server.as("teacher", "Faculty", null))
        .get("/api/sections/result-progress/?no_attendance_since=2026-03-09")
        .then()
        .body("results.id", containsInAnyOrder(2, 3, 4));
  }

  /** Section 2 has its last record 8 days ago, sections 3 and 4 none; 4's term is closed. */
  @Test
  void aTeacherSeesTheOwnSections() {
    given()
        .spec(server.as("teacher", "Faculty", null))
        .get(STATS)
        .then()
        .statusCode(200)
        .body(
            "$",
            equalTo(
                Map.of(
                    "my_sections", 4,
                    "my_students", 5,
                    "pending_attendance", 3,
                    "draft_results", 2)));
  }

  @Test
  void aTeachersStudentsAreThoseOfTheListBehindTheFigure() {
    RequestSpecification teacher = server.as("teacher", "Faculty", null);
    int students = given().spec(teacher).get(STATS).then().extract().path("my_students");
    given()
        .spec(teacher)
        .get(
            "/api/students/?teacher="
                + server.id("select id from app_user where username = 'teacher'"))
        .then()
        .statusCode(200)
        .body("count", equalTo(students));
    assertThat(given().spec(teacher).get("/api/students/").<Integer>path("count"))
        .as("somebody dropped out, whose record a teacher may still read")
        .isGreaterThan(students);
  }

  @Test
  void aRecordOfSevenDaysAgoStillCounts() {
    clock.set(Instant.parse("2026-03-14T20:00:00Z"));
    try {
      given()
          .spec(server.withToken(server.signIn("teacher")))
          .get(STATS)
          .then()
          .statusCode(200)
          .body("pending_attendance", equalTo(2));
    } finally {
      clock.set(Instant.parse("2026-03-15T20:00:00Z"));
    }
  }

  @Test
  void aStudentSeesTheOwnRecord() {
    given()
        .spec(server.as("student-1", "Student", 1L))
        .get(STATS)
        .then()
        .statusCode(200)
        .body("size()", equalTo(4))
        .body("enrolled_courses", equalTo(3))
        .body("attendance_rate", equalTo(66.67f))
        .body("completed_results", equalTo(2))
        .body("pending_requests", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource({"student-3, 3", "untied,"})
  void whoHasNothingSeesZeros(String username, @Nullable Long student) {
    given()
        .spec(server.as(username, "Student", student))
        .get(STATS)
        .then()
        .statusCode(200)
        .body("attendance_rate", equalTo(0))
        .body("completed_results", equalTo(0))
        .body("pending_requests", equalTo(0));
  }

  @Test
  void whoHasNoRoleSeesNothing() {
    given().spec(server.as("nobody", null, null)).get(STATS).then().statusCode(403);
    given().spec(server.anonymous()).get(STATS).then().statusCode(401);
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMIN", "FACULTY", "STUDENT"})
  void takesOneStatement(Role role) throws Exception {
    StatementCount count = new StatementCount();
    try (SessionFactory sessions = SessionFactories.build(List.of())) {
      DashboardService dashboard =
          new DashboardService(
              new Transactions(sessions, count.over(server.database().app())),
              clock,
              ZoneId.of("Asia/Karachi"));
      Caller caller = new Caller(1, "someone", role, 1L, null, Origin.internal("test"));

      dashboard.stats(caller);

      assertThat(count.take()).isOne();
    }
  }
}
