package edu.fmu.sims.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchApiTest {
  @AutoClose private static final TestServer server = TestServer.start();

  private static long own;

  @BeforeAll
  static void campus() {
    server.sql("insert into program (name) values ('MBBS')");
    server.sql("insert into term (name) values ('Fall 2026')");
    long teacher = server.user("mentor", "Faculty", null);
    long course =
        server.id(
            "insert into course (code, title, program_id)"
                + " select 'ANA-101', 'Anatomy Khan', id from program returning id");
    long section =
        server.id(
            "insert into section (course_id, term_id, teacher_id)"
                + " select ?, id, ? from term returning id",
            course,
            teacher);
    own = student("R-1", "Sana Khan");
    student("R-2", "Omar Khan");
    server.sql("insert into enrollment (student_id, section_id) values (?, ?)", own, section);
  }

  private static long student(String regNo, String name) {
    return server.id(
        "insert into student (reg_no, name, program_id) select ?, ?, id from program returning id",
        regNo,
        name);
  }

  private static ValidatableResponse search(RequestSpecification caller, String words) {
    return given().spec(caller).queryParam("q", words).get("/api/search/").then().statusCode(200);
  }

  @Test
  void everyWordMustBeFoundAndEveryKindIsAsked() {
    search(server.as("Registrar"), "khan omar")
        .body("students.reg_no", contains("R-2"))
        .body("courses", empty());
    search(server.as("Registrar"), "ana-101")
        .body("courses.code", contains("ANA-101"))
        .body("sections.term", contains("Fall 2026"));
    search(server.as("Registrar"), " ").body("students", empty());
  }

  @Test
  void nobodyFindsWhatTheListsWouldNotShow() {
    search(server.as("mentor", "Faculty", null), "khan").body("students.reg_no", contains("R-1"));
    search(server.as("other", "Faculty", null), "khan").body("students", empty());
    search(server.as("sana", "Student", own), "khan").body("students.reg_no", contains("R-1"));
    given().spec(server.as("nobody", null, null)).get("/api/search/").then().statusCode(403);
  }

  @Test
  void whoIsFoundIsNoted() {
    long before = notes();
    search(server.as("ExamCell"), "omar");
    assertThat(notes()).isEqualTo(before + 1);
  }

  private static long notes() {
    return server.id(
        "select count(*) from disclosure where reader_username = 'examcell'"
            + " and path = '/api/search/' and query = 'q=omar'");
  }
}
