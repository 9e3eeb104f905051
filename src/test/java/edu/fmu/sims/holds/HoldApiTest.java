package edu.fmu.sims.holds;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldApiTest {
  private static final String HOLDS = "/api/holds/";

  @AutoClose private static final TestServer server = TestServer.start();
  private static final long program =
      server.id("insert into program (name) values ('BDS') returning id");
  private static int counter;

  private static long student() {
    return server.id(
        "insert into student (reg_no, name, program_id) values (?, 'Hina Shah', ?) returning id",
        "H-" + (++counter),
        program);
  }

  private static RequestSpecification of(long student) {
    return server.as("held-" + student, "Student", student);
  }

  private static ValidatableResponse post(
      RequestSpecification as, String path, Map<String, ?> body) {
    return given().spec(as).body(body).post(path).then();
  }

  private static ValidatableResponse place(String role, long student) {
    return post(
        server.as(role),
        HOLDS,
        Map.of("student", student, "type", "dues", "reason", " Hostel dues 2026 "));
  }

  private static int placed(long student) {
    return place("Registrar", student).statusCode(201).extract().path("id");
  }

  @Test
  void theOfficePlacesAndLiftsAHold() {
    long student = student();
    int id =
        place("Registrar", student)
            .statusCode(201)
            .body("student", equalTo((int) student))
            .body("type", equalTo("dues"))
            .body("reason", equalTo("Hostel dues 2026"))
            .body("active", equalTo(true))
            .body("released_by", equalTo(""))
            .body("released_at", nullValue())
            .extract()
            .path("id");
    post(server.as("Registrar"), HOLDS + id + "/release/", Map.of("note", "Paid."))
        .statusCode(200)
        .body("active", equalTo(false))
        .body("release_note", equalTo("Paid."));
    post(server.as("Registrar"), HOLDS + id + "/release/", Map.of()).statusCode(409);
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("reason", "Other"))
        .patch(HOLDS + id + "/")
        .then()
        .statusCode(409);
    given()
        .spec(server.as("Admin"))
        .get("/api/audit/?entity=Hold")
        .then()
        .body("results.findAll { it.object_id == '%s' }.size()".formatted(id), equalTo(2));
  }

  @ParameterizedTest
  @CsvSource({"Admin,201", "Registrar,201", "ExamCell,403", "Faculty,403", "Student,403"})
  void whoMayPlaceOne(String role, int status) {
    place(role, student()).statusCode(status);
  }

  @Test
  void aStudentSeesTheOwnHoldsOnly() {
    long student = student();
    int own = placed(student);
    int foreign = placed(student());
    given().spec(of(student)).get(HOLDS + own + "/").then().statusCode(200);
    given().spec(of(student)).get(HOLDS + foreign + "/").then().statusCode(404);
    given().spec(of(student)).get(HOLDS).then().body("results.id", equalTo(List.of(own)));
    given().spec(server.as("Faculty")).get(HOLDS).then().statusCode(403);
    given().spec(server.as("ExamCell")).get(HOLDS + own + "/").then().statusCode(200);
    post(of(student), HOLDS + own + "/release/", Map.of()).statusCode(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "student | {\"type\": \"dues\", \"reason\": \"x\"}",
        "student | {\"student\": 999999999, \"type\": \"dues\", \"reason\": \"x\"}",
        "type    | {\"student\": 1, \"reason\": \"x\"}",
        "type    | {\"student\": 1, \"type\": \"grudge\", \"reason\": \"x\"}",
        "reason  | {\"student\": 1, \"type\": \"dues\"}",
        "reason  | {\"student\": 1, \"type\": \"dues\", \"reason\": \"  \"}",
      })
  void aBadFieldIsNamed(String field, String body) {
    given()
        .spec(server.as("Admin"))
        .body(body)
        .post(HOLDS)
        .then()
        .statusCode(400)
        .body("error.details", hasKey(field));
  }

  @Test
  void aHoldStaysWithItsStudent() {
    int id = placed(student());
    given()
        .spec(server.as("Admin"))
        .body(Map.of("student", student()))
        .patch(HOLDS + id + "/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student"));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("type", "disciplinary"))
        .patch(HOLDS + id + "/")
        .then()
        .statusCode(200)
        .body("type", equalTo("disciplinary"));
  }

  @Test
  void activeOnesAreFiltered() {
    long student = student();
    int lifted = placed(student);
    int standing = placed(student);
    post(server.as("Admin"), HOLDS + lifted + "/release/", Map.of()).statusCode(200);
    given()
        .spec(server.as("ExamCell"))
        .get(HOLDS + "?active=true&student=" + student)
        .then()
        .body("results.id", equalTo(List.of(standing)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update student_hold set reason = 'none', released_at = null, released_by = ''",
        "delete from student_hold"
      })
  void theRunTimeRoleCannotUndoAReleaseNorEraseAHold(String sql) throws SQLException {
    int id = placed(student());
    post(server.as("Admin"), HOLDS + id + "/release/", Map.of()).statusCode(200);
    try (Connection connection = server.database().app().getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql + " where id = " + id))
          .isInstanceOf(SQLException.class);
    }
    assertThat(server.id("select count(*) from student_hold where id = ?", id)).isEqualTo(1);
  }
}
