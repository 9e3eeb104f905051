package edu.fmu.sims.transfers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferCreditApiTest {
  private static final String CREDITS = "/api/transfer-credits/";

  @AutoClose private static final TestServer server = TestServer.start();
  private static final long program =
      server.id("insert into program (name) values ('BDS') returning id");
  private static int counter;

  private static long student() {
    return server.id(
        "insert into student (reg_no, name, program_id) values (?, 'Hina Shah', ?) returning id",
        "TR-" + (++counter),
        program);
  }

  private static long course() {
    return server.id(
        "insert into course (code, title, credits, program_id) values (?, 'Anatomy', 4, ?)"
            + " returning id",
        "TR-" + (++counter),
        program);
  }

  private static ValidatableResponse post(
      RequestSpecification as, String path, Map<String, ?> body) {
    return given().spec(as).body(body).post(path).then();
  }

  private static Map<String, Object> credit(long student, long course) {
    Map<String, Object> body = new HashMap<>();
    body.put("student", student);
    body.put("course", course);
    body.put("institution", " Khyber Medical University ");
    body.put("grade", "A-");
    body.put("credits", 4);
    return body;
  }

  private static int recorded(long student, long course) {
    return post(server.as("Registrar"), CREDITS, credit(student, course))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static ValidatableResponse record(long student) {
    return given()
        .spec(server.as("Admin"))
        .queryParam("explain", true)
        .get("/api/students/" + student + "/record/")
        .then()
        .statusCode(200);
  }

  private static void passedHere(long student, long course, String grade) {
    long term = server.id("insert into term (name) values (?) returning id", "Term " + (++counter));
    long section =
        server.id(
            "insert into section (course_id, term_id) values (?, ?) returning id", course, term);
    long result =
        server.id(
            "insert into result (student_id, section_id, final_grade) values (?, ?, ?)"
                + " returning id",
            student,
            section,
            grade);
    server.sql("update result set state = 'published', published_at = now() where id = ?", result);
  }

  @Test
  void theRecordShowsWhatWasTransferred() {
    long student = student();
    long course = course();
    passedHere(student, course(), "B");
    post(server.as("Registrar"), CREDITS, credit(student, course))
        .statusCode(201)
        .body("institution", equalTo("Khyber Medical University"))
        .body("active", equalTo(true))
        .body("withdrawn_at", nullValue())
        .body("student_detail", hasKey("reg_no"));
    record(student)
        .body("terms[0].term", equalTo("Transfer credits"))
        .body("terms[0].courses[0].title", equalTo("Anatomy (Khyber Medical University)"))
        .body("terms[0].courses[0].grade", equalTo("TC"))
        .body("terms[0].courses[0].grade_points", nullValue())
        .body("terms[0].courses[0].state", equalTo("transfer"))
        .body("terms[0].courses[0].explanation.outcome", equalTo("transfer"))
        .body("terms[0].courses[0].explanation.reason", containsString("with A-"))
        .body("terms[0].gpa", nullValue())
        .body("terms[0].credits", equalTo(0))
        .body("cgpa", equalTo(3.0f))
        .body("credits", equalTo(4))
        .body("credits_attempted", equalTo(4))
        .body("credits_earned", equalTo(8));
    given()
        .spec(server.as("Registrar"))
        .get("/api/transcripts/" + student + "/")
        .then()
        .statusCode(200)
        .contentType("application/pdf");
  }

  @ParameterizedTest
  @CsvSource({"B, 4, false", "F, 4, true", "W, 4, true"})
  void aCreditEarnsNothingOnceTheCourseIsPassedHere(String grade, int earned, boolean counts) {
    long student = student();
    long course = course();
    recorded(student, course);
    passedHere(student, course, grade);
    record(student)
        .body("credits_earned", equalTo(earned))
        .body("terms[0].courses[0].explanation.earns_credits", equalTo(counts));
  }

  @Test
  void aWithdrawnCreditStaysInThePast() {
    long student = student();
    long course = course();
    int id = recorded(student, course);
    String then =
        given().spec(server.as("Admin")).get(CREDITS + id + "/").path("recorded_at").toString();
    String path = CREDITS + id + "/withdraw/";
    post(server.as("Registrar"), path, Map.of("reason", " "))
        .statusCode(400)
        .body("error.details", hasKey("reason"));
    post(server.as("Registrar"), path, Map.of("reason", "Wrong student."))
        .statusCode(200)
        .body("active", equalTo(false))
        .body("withdrawal_reason", equalTo("Wrong student."));
    post(server.as("Registrar"), path, Map.of("reason", "Again.")).statusCode(409);
    record(student).body("terms", empty()).body("credits_earned", equalTo(0));
    given()
        .spec(server.as("Admin"))
        .queryParam("as_of", then)
        .get("/api/students/" + student + "/record/")
        .then()
        .body("credits_earned", equalTo(4));
    recorded(student, course);
    given()
        .spec(server.as("Admin"))
        .get(CREDITS + "?active=true&student=" + student)
        .then()
        .body("count", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource({"Admin,201", "Registrar,201", "ExamCell,403", "Faculty,403", "Student,403"})
  void whoMayRecordOne(String role, int status) {
    post(server.as(role), CREDITS, credit(student(), course())).statusCode(status);
  }

  @Test
  void aStudentSeesTheOwnOnly() {
    long student = student();
    int own = recorded(student, course());
    int foreign = recorded(student(), course());
    RequestSpecification as = server.as("transferred-" + student, "Student", student);
    given().spec(as).get(CREDITS).then().body("results.id", contains(own));
    given().spec(as).get(CREDITS + foreign + "/").then().statusCode(404);
    post(as, CREDITS + own + "/withdraw/", Map.of("reason", "x")).statusCode(403);
    given().spec(server.as("Faculty")).get(CREDITS).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "student, 999999999",
    "course, 999999999",
    "course, none",
    "institution, ' '",
    "grade, ABCDEFGHI",
    "credits, 0",
    "credits, 101",
    "credits, 1.5",
  })
  void aBadFieldIsNamed(String field, String value) {
    Map<String, Object> body = credit(student(), course());
    body.put(field, value);
    post(server.as("Admin"), CREDITS, body).statusCode(400).body("error.details", hasKey(field));
  }

  @Test
  void ofTwoAtOnceOneIsRecorded() throws Exception {
    Map<String, Object> body = credit(student(), course());
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> answers =
          threads.invokeAll(
              List.of(
                  () -> post(server.as("Admin"), CREDITS, body).extract().statusCode(),
                  () -> post(server.as("Registrar"), CREDITS, body).extract().statusCode()));
      assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
          .containsExactlyInAnyOrder(201, 409);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update transfer_credit set credits = 90",
        "update transfer_credit set student_id = student_id + 1",
        "delete from transfer_credit"
      })
  void theRunTimeRoleCannotRewriteOne(String sql) throws SQLException {
    int id = recorded(student(), course());
    boolean refused = false;
    try (var connection = server.database().app().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql + " where id = " + id);
    } catch (SQLException e) {
      refused = true;
    }
    assertThat(refused).isTrue();
  }
}
