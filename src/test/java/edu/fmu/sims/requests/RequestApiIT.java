package edu.fmu.sims.requests;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestApiIT {
  private static final String REQUESTS = "/api/requests/";

  @AutoClose private static final TestServer server = TestServer.start();
  private static final long program =
      server.id("insert into program (name) values ('MBBS') returning id");
  private static int counter;

  private static long student() {
    return server.id(
        "insert into student (reg_no, name, program_id) values (?, 'Sana Gul', ?) returning id",
        "R-" + (++counter),
        program);
  }

  private static RequestSpecification of(long student) {
    return server.as("student-" + student, "Student", student);
  }

  private static ValidatableResponse post(
      RequestSpecification as, String path, Map<String, ?> body) {
    return given().spec(as).body(body).post(path).then();
  }

  private static int filed(long student) {
    return post(of(student), REQUESTS, Map.of("type", "noc")).statusCode(201).extract().path("id");
  }

  private static ValidatableResponse transition(String role, int request, String status) {
    return post(server.as(role), REQUESTS + request + "/transition/", Map.of("status", status));
  }

  @Test
  void aStudentAsksForTheOwnRecord() {
    long student = student();
    int id =
        post(of(student), REQUESTS, Map.of("type", "transcript", "notes", " For a job. "))
            .statusCode(201)
            .body("student", equalTo((int) student))
            .body("type", equalTo("transcript"))
            .body("status", equalTo("pending"))
            .body("notes", equalTo("For a job."))
            .body("created_at", containsString("Z"))
            .body("updated_at", containsString("Z"))
            .body("processed_by", equalTo(""))
            .extract()
            .path("id");
    post(of(student), REQUESTS, Map.of("type", "noc", "student", student)).statusCode(201);
    post(of(student), REQUESTS, Map.of("type", "noc", "student", student())).statusCode(403);
    post(server.as("Student"), REQUESTS, Map.of("type", "noc")).statusCode(403);
    given().spec(of(student)).get(REQUESTS + id + "/").then().statusCode(200);
    given().spec(of(student())).get(REQUESTS + id + "/").then().statusCode(404);
    given().spec(of(student())).get(REQUESTS).then().body("count", equalTo(0));
    given().spec(of(student)).get(REQUESTS).then().body("count", equalTo(2));
  }

  @Test
  void aStudentOnlyCreatesAndReads() {
    long student = student();
    int id = filed(student);
    Map<String, Object> body = Map.of("type", "other", "student", student);
    given().spec(of(student)).body(body).put(REQUESTS + id + "/").then().statusCode(403);
    given().spec(of(student)).body(body).patch(REQUESTS + id + "/").then().statusCode(403);
    given().spec(of(student)).delete(REQUESTS + id + "/").then().statusCode(403);
    post(of(student), REQUESTS + id + "/transition/", Map.of("status", "approved")).statusCode(403);
  }

  @Test
  void theBodySetsNeitherStatusNorProcessor() {
    long student = student();
    post(
            server.as("Admin"),
            REQUESTS,
            Map.of(
                "student", student,
                "type", "other",
                "status", "completed",
                "processed_by", "mallory",
                "created_at", "2001-01-01T00:00:00Z"))
        .statusCode(201)
        .body("status", equalTo("pending"))
        .body("processed_by", equalTo(""))
        .body("created_at", containsString("20"));
    int id = filed(student);
    given()
        .spec(server.as("Admin"))
        .body(Map.of("status", "completed", "notes", "Corrected."))
        .patch(REQUESTS + id + "/")
        .then()
        .statusCode(200)
        .body("status", equalTo("pending"))
        .body("notes", equalTo("Corrected."));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("student", student, "type", "bonafide"))
        .put(REQUESTS + id + "/")
        .then()
        .statusCode(200)
        .body("type", equalTo("bonafide"))
        .body("notes", equalTo(""));
    given().spec(server.as("Admin")).delete(REQUESTS + id + "/").then().statusCode(204);
  }

  @Test
  void namesTheFieldAtFault() {
    post(server.as("Admin"), REQUESTS, Map.of("type", "noc"))
        .statusCode(400)
        .body("error.details", hasKey("student"));
    post(server.as("Admin"), REQUESTS, Map.of("type", "noc", "student", 987654))
        .statusCode(400)
        .body("error.details", hasKey("student"));
    post(of(student()), REQUESTS, Map.of("type", "visa"))
        .statusCode(400)
        .body("error.details.type", contains(containsString("bonafide")));
    post(of(student()), REQUESTS, Map.of()).statusCode(400).body("error.details", hasKey("type"));
  }

  @Test
  void theOfficeDecidesStepByStep() {
    int id = filed(student());
    transition("Registrar", id, "completed").statusCode(400);
    transition("Registrar", id, "approved")
        .statusCode(200)
        .body("status", equalTo("approved"))
        .body("processed_by", equalTo("registrar"));
    transition("Registrar", id, "rejected").statusCode(400);
    transition("Registrar", id, "pending").statusCode(400);
    transition("Admin", id, "completed")
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("processed_by", equalTo("admin"));
    for (String next : List.of("pending", "approved", "rejected", "completed")) {
      transition("Admin", id, next).statusCode(400).body("error.details", hasKey("status"));
    }
    int other = filed(student());
    transition("Registrar", other, "rejected").statusCode(200);
    for (String next : List.of("pending", "approved", "rejected", "completed")) {
      transition("Admin", other, next).statusCode(400);
    }
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Request' and object_id = ?",
                Integer.toString(id)))
        .isEqualTo(3);
  }

  @Test
  void anUnknownStatusOrRequestIsTold() {
    int id = filed(student());
    transition("Admin", id, "done").statusCode(400).body("error.details", hasKey("status"));
    post(server.as("Admin"), REQUESTS + id + "/transition/", Map.of())
        .statusCode(400)
        .body("error.details", hasKey("status"));
    transition("Admin", 987654, "approved").statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExamCell", "Faculty"})
  void othersDoNotDecide(String role) {
    transition(role, filed(student()), "approved").statusCode(403);
    post(server.as(role), REQUESTS, Map.of("type", "noc", "student", student())).statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"Admin, 200", "Registrar, 200", "ExamCell, 200", "Faculty, 403"})
  void theyConcernNoTeacher(String role, int status) {
    int id = filed(student());
    given().spec(server.as(role)).get(REQUESTS).then().statusCode(status);
    given().spec(server.as(role)).get(REQUESTS + id + "/").then().statusCode(status);
  }

  @Test
  void listsAreFilteredSearchedAndNewestFirst() {
    long student = student();
    int first = filed(student);
    int second = post(of(student), REQUESTS, Map.of("type", "bonafide")).extract().path("id");
    transition("Registrar", first, "approved");
    given()
        .spec(server.as("ExamCell"))
        .get(REQUESTS + "?student=" + student)
        .then()
        .body("results.id", contains(second, first));
    given()
        .spec(server.as("ExamCell"))
        .get(REQUESTS + "?ordering=created_at&student=" + student)
        .then()
        .body("results.id", contains(first, second));
    given()
        .spec(server.as("ExamCell"))
        .get(REQUESTS + "?status=approved&type=noc&student=" + student)
        .then()
        .body("results.id", contains(first));
    given()
        .spec(server.as("ExamCell"))
        .get(REQUESTS + "?search=R-" + counter + " bona")
        .then()
        .body("results.id", contains(second));
  }

  @Test
  void ofTwoDecisionsOneHolds() throws Exception {
    for (int round = 0; round < 10; round++) {
      int id = filed(student());
      RequestSpecification registrar = server.as("Registrar");
      RequestSpecification admin = server.as("Admin");
      String path = REQUESTS + id + "/transition/";
      List<Callable<Integer>> decisions =
          List.of(
              () -> post(registrar, path, Map.of("status", "approved")).extract().statusCode(),
              () -> post(admin, path, Map.of("status", "rejected")).extract().statusCode());
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> statuses = threads.invokeAll(decisions);

        assertThat(List.of(statuses.getFirst().get(), statuses.getLast().get()))
            .containsExactlyInAnyOrder(200, 400);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "nonsense"})
  void theDatabaseKnowsTheStepsToo(String status) {
    int id = filed(student());

    assertThatThrownBy(
            () -> {
              try (Connection connection = server.database().app().getConnection();
                  Statement statement = connection.createStatement()) {
                statement.execute(
                    "update student_request set status = '" + status + "' where id = " + id);
              }
            })
        .isInstanceOf(SQLException.class);
  }
}
