package edu.fmu.sims.assessments;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GradeSchemeApiTest {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final Campus campus = new Campus(server);

  private static Map<String, Object> row(String grade, Object min, Object points) {
    return Map.of("grade", grade, "min_percentage", min, "points", points);
  }

  private static Map<String, Object> scheme(String from, Object... rows) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Pass or fail");
    body.put("effective_from", from);
    body.put("rows", List.of(rows));
    return body;
  }

  private static ValidatableResponse post(String role, Map<String, Object> body) {
    return given().spec(server.as(role)).body(body).post("/api/grade-schemes/").then();
  }

  @Test
  void everybodyReadsTheDefaultScheme() {
    for (String role : List.of("Admin", "Registrar", "ExamCell", "Faculty", "Student")) {
      given()
          .spec(server.as(role))
          .get("/api/grade-schemes/")
          .then()
          .statusCode(200)
          .body("results.name", hasItem("University default"))
          .body("results[0].program", equalTo(null))
          .body("results[0].rows[0].grade", equalTo("A+"))
          .body("results[0].rows[0].min_percentage", is(90.0f))
          .body("results[0].rows.size()", equalTo(8));
    }
    post("Registrar", scheme("2026-01-01", row("P", 0, 0))).statusCode(403);
  }

  @Test
  void brokenTextIsRefusedInRowsToo() {
    for (String grade : List.of("\\ud800", "A\\u0000")) {
      given()
          .spec(server.as("Admin"))
          .body(
              "{\"name\": \"Broken\", \"effective_from\": \"2001-01-01\", \"rows\": [{\"grade\": \""
                  + grade
                  + "\", \"min_percentage\": 0, \"points\": 0}]}")
          .post("/api/grade-schemes/")
          .then()
          .statusCode(400)
          .body("error.details", hasEntry("rows", List.of("[0].grade: A text is required.")));
    }
  }

  @Test
  void anAdminChoosesASchemeForAProgram() {
    Map<String, Object> body = scheme("2026-01-01", row("F", 0, 0), row("P", 50, 4));
    body.put("program", campus.program());
    int id =
        post("Admin", body)
            .statusCode(201)
            .body("rows.grade", equalTo(List.of("P", "F")))
            .extract()
            .path("id");
    post("Admin", body).statusCode(409).body("error.details", hasKey("effective_from"));

    long section = campus.section("faculty");
    long student = campus.student(section);
    long assessment =
        server.id(
            "insert into assessment (section_id, type, weight) values (?, 'final', 100)"
                + " returning id",
            section);
    server.sql(
        "insert into assessment_score (assessment_id, student_id, score) values (?, ?, 49.99)",
        assessment,
        student);
    String grade = "[0].grade";
    String path = "/api/sections/{id}/final-grades/";
    given().spec(server.as("Admin")).get(path, section).then().body(grade, equalTo("F"));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("rows", List.of(row("F", 0, 0), row("P", 49.99, 4), row("S", 80, 4))))
        .patch("/api/grade-schemes/{id}/", id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("rows.size()", equalTo(3));
    given().spec(server.as("Admin")).get(path, section).then().body(grade, equalTo("P"));

    server.sql("update term set start_date = '2025-08-01' where id = ?", campus.term());
    given().spec(server.as("Admin")).get(path, section).then().body(grade, equalTo("F"));
    given().spec(server.as("Admin")).delete("/api/grade-schemes/{id}/", id).then().statusCode(204);
  }

  @Test
  void aSchemeThatLeavesAGapOrAnswersTwiceIsRefused() {
    Object[][] bad = {
      {},
      {row("P", 50, 4)},
      {row("F", 0, 0), row("F", 50, 4)},
      {row("F", 0, 0), row("P", 0, 4)},
      {row("F", 0, 4), row("P", 50, 3)},
    };
    for (Object[] rows : bad) {
      post("Admin", scheme("2030-01-01", rows))
          .statusCode(400)
          .body("error.details", hasKey("rows"));
    }
    post("Admin", scheme("2030-01-01", row("F", 0, 5.01))).statusCode(400);
    post("Admin", scheme("2030-01-01", row("F", 0, 0), row("P", 100.5, 1))).statusCode(400);
    post("Admin", scheme("2030-01-01", row("", 0, 0))).statusCode(400);
    post("Admin", scheme("2030-01-01", Map.of())).statusCode(400);
    post("Admin", scheme("2030-01-01", "x")).statusCode(400);
    post("Admin", scheme("soon", row("F", 0, 0)))
        .statusCode(400)
        .body("error.details", hasKey("effective_from"));
  }
}
