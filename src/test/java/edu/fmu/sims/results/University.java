package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small university for tests: two teachers with a section each, and students as they are needed.
 */
final class University {
  final TestServer server;
  final long program;
  final long term;
  final long teacher;
  final long section;
  final long foreignSection;
  private final String prefix;
  private int counter;

  University(TestServer server) {
    this(server, "MBBS", "Fall 2025", "", "R");
  }

  /** One of several on a server: with a program, a term, courses and teachers of its own. */
  University(TestServer server, String programName, String termName) {
    this(server, programName, termName, programName + "-", programName);
  }

  private University(
      TestServer server, String programName, String termName, String mark, String prefix) {
    this.server = server;
    this.prefix = prefix;
    program = server.id("insert into program (name) values (?) returning id", programName);
    term = term(termName, "2025-09-01");
    teacher = server.user(mark + "teacher", "Faculty", null);
    section = section(course(mark + "ANA-101", 3), term, teacher);
    foreignSection =
        section(course(mark + "BIO-101", 2), term, server.user(mark + "other", "Faculty", null));
  }

  long term(String name, @Nullable String start) {
    return server.id(
        "insert into term (name, start_date) values (?, cast(? as date)) returning id",
        name,
        start);
  }

  long course(String code, int credits) {
    return server.id(
        "insert into course (code, title, credits, program_id) values (?, ?, ?, ?) returning id",
        code,
        "Title of " + code,
        credits,
        program);
  }

  long section(long course, long inTerm, @Nullable Long taughtBy) {
    return server.id(
        "insert into section (course_id, term_id, teacher_id, capacity) values (?, ?, ?, 500)"
            + " returning id",
        course,
        inTerm,
        taughtBy);
  }

  long student() {
    return server.id(
        "insert into student (reg_no, name, program_id) values (?, 'Sana Gul', ?) returning id",
        prefix + "-" + (++counter),
        program);
  }

  void enroll(long student, long inSection) {
    server.sql("insert into enrollment (student_id, section_id) values (?, ?)", student, inSection);
  }

  /** A result that has taken the steps to that state. */
  long result(long student, long inSection, String grade, String state) {
    long id =
        server.id(
            "insert into result (student_id, section_id, final_grade, changed_by)"
                + " values (?, ?, ?, 'fixture') returning id",
            student,
            inSection,
            grade);
    if (!state.equals("draft")) {
      server.sql(
          "update result set state = 'published', published_at = now(), published_by = 'fixture'"
              + " where id = ?",
          id);
    }
    if (state.equals("frozen")) {
      server.sql(
          "update result set state = 'frozen', frozen_at = now(), frozen_by = 'fixture'"
              + " where id = ?",
          id);
    }
    return id;
  }

  /** A result of a new student in the teacher's section. */
  long result(String state) {
    return result(student(), section, "B", state);
  }

  String state(long result) {
    return given().spec(server.as("Admin")).get("/api/results/" + result + "/").path("state");
  }

  /** Requests of the teacher of {@link #section}. */
  RequestSpecification teacher() {
    return server.as("teacher", "Faculty", null);
  }

  /** Requests of that student. */
  RequestSpecification of(long student) {
    return server.as("student-" + student, "Student", student);
  }

  Response post(RequestSpecification as, String path, Map<String, ?> body) {
    return given().spec(as).body(body).post(path);
  }

  Response post(String role, String path, Map<String, ?> body) {
    return post(server.as(role), path, body);
  }

  /** Files a request to change a published grade and gives its id. */
  long change(RequestSpecification requester, long result, String grade) {
    return ((Number)
            post(
                    requester,
                    "/api/results/change-request/",
                    Map.of("result_id", result, "new_grade", grade, "reason", "Misread a page."))
                .then()
                .statusCode(201)
                .extract()
                .path("id"))
        .longValue();
  }

  Response decide(RequestSpecification approver, long change, boolean approved) {
    return post(
        approver,
        "/api/results/approve-change/",
        Map.of("change_id", change, "approved", approved));
  }
}
