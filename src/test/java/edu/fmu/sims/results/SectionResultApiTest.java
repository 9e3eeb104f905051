package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import edu.fmu.sims.testing.TestServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SectionResultApiTest {
  @AutoClose private static final TestServer server = TestServer.start();

  private static long section;
  private static long first;

  @BeforeAll
  static void aSectionOfMoreThanAPage() {
    long program = server.id("insert into program (name) values ('MBBS') returning id");
    server.sql(
        "insert into course (code, title, program_id) values ('ANA', 'Anatomy', ?)", program);
    server.sql("insert into term (name) values ('Fall'), ('Spring')");
    long teacher = server.user("teacher", "Faculty", null);
    section =
        server.id(
            "insert into section (course_id, term_id, teacher_id, capacity)"
                + " select c.id, t.id, ?, 200 from course c, term t where t.name = 'Fall'"
                + " returning id",
            teacher);
    server.sql(
        "insert into student (reg_no, name, program_id)"
            + " select 'R-' || n, 'Name', ? from generate_series(1, 120) n",
        program);
    server.sql(
        "insert into enrollment (student_id, section_id) select id, ? from student", section);
    server.sql(
        "insert into result (student_id, section_id, final_grade, changed_by)"
            + " select id, ?, 'B', 'test' from student where reg_no <> 'R-120'",
        section);
    first = server.id("select min(id) from student");
    server.sql(
        "update result set state = 'published', published_at = now(), published_by = 'test'"
            + " where student_id = ?",
        first);
  }

  private static String results() {
    return "/api/sections/" + section + "/results/";
  }

  @Test
  void aSectionsResultsComeWhole() {
    given()
        .spec(server.as("ExamCell"))
        .get(results())
        .then()
        .statusCode(200)
        .body("", hasSize(119));
    given()
        .spec(server.as("teacher", "Faculty", null))
        .get(results())
        .then()
        .body("", hasSize(119));
    given().spec(server.as("other", "Faculty", null)).get(results()).then().statusCode(404);
    given()
        .spec(server.as("own", "Student", first))
        .get(results())
        .then()
        .body("state", contains("published"));
  }

  @Test
  void progressCountsEveryState() {
    given()
        .spec(server.as("ExamCell"))
        .queryParam("term", "Fall")
        .get("/api/sections/result-progress/")
        .then()
        .statusCode(200)
        .body("results.enrolled", contains(120))
        .body("results.drafts", contains(118))
        .body("results.published", contains(1))
        .body("results.frozen", contains(0))
        .body("results[0].teacher", equalTo("teacher"));
    given()
        .spec(server.as("ExamCell"))
        .queryParam("term", "Spring")
        .get("/api/sections/result-progress/")
        .then()
        .body("results", empty());
    given()
        .spec(server.as("other", "Faculty", null))
        .get("/api/sections/result-progress/")
        .then()
        .body("results", empty());
    given()
        .spec(server.as("own", "Student", first))
        .get("/api/sections/result-progress/")
        .then()
        .statusCode(403);
  }
}
