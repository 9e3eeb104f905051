package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
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

  @Test
  void progressTellsWhatIsMissing() {
    University place = new University(server, "Missing", "Fall 2040");
    long one = place.student();
    long two = place.student();
    place.enroll(one, place.section);
    place.enroll(two, place.section);
    long quiz =
        server.id(
            "insert into assessment (section_id, type, weight) values (?, 'Quiz', 10) returning id",
            place.section);
    server.sql(
        "insert into assessment_score (assessment_id, student_id, score) values (?, ?, 5)",
        quiz,
        one);
    String path = "/api/sections/result-progress/?term=Fall 2040&term_status=open";
    RequestSpecification cell = server.as("ExamCell");
    given()
        .spec(cell)
        .get(path + "&marks_missing=true")
        .then()
        .body("results.id", contains((int) place.section))
        .body("results[0].missing_marks", equalTo(1))
        .body("results[0].last_attendance", nullValue());
    given().spec(cell).get(path + "&ready=true").then().body("results", empty());
    server.sql(
        "insert into assessment_score (assessment_id, student_id, score) values (?, ?, 7)",
        quiz,
        two);
    place.result(one, place.section, "A", "draft");
    given().spec(cell).get(path + "&ready=true").then().body("results", empty());
    place.result(two, place.section, "A", "draft");
    server.sql(
        "insert into attendance (section_id, student_id, date, status)"
            + " values (?, ?, '2026-09-01', 'Late')",
        place.section,
        one);
    given()
        .spec(cell)
        .get(path + "&ready=true")
        .then()
        .body("results.id", contains((int) place.section))
        .body("results[0].last_attendance", equalTo("2026-09-01"));
    given().spec(cell).get(path + "&marks_missing=true").then().body("results", empty());
  }

  private static ValidatableResponse asked(String role, String path) {
    return given().spec(server.as(role)).get("/api/results/" + path).then();
  }

  @Test
  void theGazetteHoldsWhatIsPublishedAndSaysWhoPassed() {
    University faculty = new University(server, "BDS", "Winter");
    long good = faculty.student();
    long weak = faculty.student();
    long absent = faculty.student();
    faculty.result(good, faculty.section, "A", "published");
    faculty.result(weak, faculty.section, "F", "frozen");
    faculty.result(absent, faculty.section, "I", "published");
    faculty.result(faculty.student(), faculty.section, "A", "draft");

    asked("ExamCell", "gazette/?term=Winter&program=BDS")
        .statusCode(200)
        .body("program", equalTo("BDS"))
        .body("sections", hasSize(1))
        .body("sections[0].section.id", equalTo((int) faculty.section))
        .body("sections[0].passed", equalTo(1))
        .body("sections[0].failed", equalTo(1))
        .body("sections[0].undecided", equalTo(1))
        .body("sections[0].results.student", contains((int) good, (int) weak, (int) absent))
        .body("sections[0].results.outcome", contains("passed", "failed", "undecided"));
    asked("Registrar", "gazette/?term=Winter&program=MBBS").body("sections", empty());
    asked("ExamCell", "gazette/").statusCode(400).body("error.details.term", hasSize(1));
    asked("ExamCell", "gazette/?term=Never").statusCode(400).body("error.details.term", hasSize(1));
    asked("ExamCell", "merit/?term=Winter&program=%00")
        .statusCode(400)
        .body("error.details.program", hasSize(1));
    asked("Faculty", "gazette/?term=Winter").statusCode(403);
    asked("Student", "merit/?term=Winter").statusCode(403);
  }

  @Test
  void equalFiguresShareARankAndTheTermCanDecideInsteadOfTheRecord() {
    University faculty = new University(server, "DPT", "Summer");
    long early = faculty.term("Before Summer", "2024-01-01");
    long other = faculty.section(faculty.course("DPT-OLD", 3), early, null);
    long steady = faculty.student();
    long risen = faculty.student();
    long equal = faculty.student();
    faculty.result(steady, other, "A", "published");
    faculty.result(steady, faculty.section, "B", "published");
    faculty.result(risen, other, "C", "published");
    faculty.result(risen, faculty.section, "A", "published");
    faculty.result(equal, other, "B", "published");
    faculty.result(equal, faculty.section, "A", "published");
    faculty.result(faculty.student(), faculty.section, "I", "published");
    faculty.result(faculty.student(), other, "A", "published");

    asked("ExamCell", "merit/?term=Summer&program=DPT")
        .statusCode(200)
        .body("count", equalTo(3))
        .body("results.student", contains((int) steady, (int) equal, (int) risen))
        .body("results.rank", contains(1, 1, 3))
        .body(
            "results[0].cgpa",
            equalTo(
                given()
                    .spec(server.as("ExamCell"))
                    .get("/api/students/" + steady + "/record/")
                    .<Float>path("cgpa")));
    asked("ExamCell", "merit/?term=Summer&program=DPT&by=term_gpa")
        .body("results.student", contains((int) risen, (int) equal, (int) steady))
        .body("results.rank", contains(1, 1, 3));
    asked("ExamCell", "merit/?term=Summer&by=beauty")
        .statusCode(400)
        .body("error.details.by", hasSize(1));
    given()
        .spec(server.as("Registrar"))
        .accept("text/csv")
        .get("/api/results/merit/?term=Summer&program=DPT")
        .then()
        .statusCode(200)
        .body(startsWith("rank,student,reg_no,name,program,cgpa,term_gpa"));
  }
}
