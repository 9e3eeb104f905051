package edu.fmu.sims.students;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentApiTest {
  @AutoClose private static final TestServer server = TestServer.start();

  @BeforeAll
  static void programs() {
    server.sql("insert into program (name) values ('MBBS'), ('BDS')");
  }

  private static Map<String, Object> student(String regNo) {
    Map<String, Object> body = new HashMap<>();
    body.put("reg_no", regNo);
    body.put("name", "Ayesha Khan");
    body.put("program", "MBBS");
    body.put("status", "active");
    return body;
  }

  private static int create(String regNo) {
    return given()
        .spec(server.as("Registrar"))
        .body(student(regNo))
        .post("/api/students/")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aRegistrarKeepsARecord() {
    int id =
        given()
            .spec(server.as("Registrar"))
            .body(student("  A-001  "))
            .post("/api/students")
            .then()
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("reg_no", equalTo("A-001"))
            .body("program", equalTo("MBBS"))
            .body("name_ur", equalTo(""))
            .extract()
            .path("id");
    given()
        .spec(server.as("Registrar"))
        .body("{\"name\": \"Ayesha Malik\", \"name_ur\": null}")
        .patch("/api/students/" + id + "/")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("name", equalTo("Ayesha Malik"))
        .body("reg_no", equalTo("A-001"));
    given()
        .spec(server.as("Registrar"))
        .header("If-Match", "\"0\"")
        .body(student("A-001"))
        .put("/api/students/" + id + "/")
        .then()
        .statusCode(412);
    given().spec(server.as("Registrar")).delete("/api/students/" + id + "/").then().statusCode(403);
    given().spec(server.as("Admin")).delete("/api/students/" + id + "/").then().statusCode(204);
    given().spec(server.as("Admin")).get("/api/students/" + id + "/").then().statusCode(404);
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Student' and object_id = ?",
                String.valueOf(id)))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999999", "-1e99999999999999", "1e999999999", "1e400"})
  void aNumberOutOfAllRangeIsTold(String number) {
    given()
        .spec(server.as("Registrar"))
        .body("{\"reg_no\": \"N-1\", \"name\": \"N\", \"program\": " + number + "}")
        .post("/api/students/")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "application/", ";", "application/json; charset"})
  void aContentTypeThatIsNoneIsNotServed(String type) throws Exception {
    assertThat(refusal("POST", "Content-Type", type)).startsWith("415 {").contains("\"error\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo/bar/baz", ";;", "application/json;q=x"})
  void anAcceptThatIsNoneCountsAsAbsent(String type) throws Exception {
    assertThat(refusal("GET", "Accept", type)).startsWith("401 {").contains("AUTH_REQUIRED");
  }

  /** Sent by the JDK's client, which leaves headers as they are. */
  private static String refusal(String method, String header, String value) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + "/api/students/"))
            .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"))
            .header(header, value)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  @Test
  void everySearchWordMustMatchAndNoneIsLeftOut() {
    create("W-1");
    given()
        .spec(server.as("Registrar"))
        .queryParam("search", "a y e s h k n w nowhere")
        .get("/api/students/")
        .then()
        .statusCode(200)
        .body("count", equalTo(0));
    String words = IntStream.range(0, 33).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    given()
        .spec(server.as("Registrar"))
        .queryParam("search", words)
        .get("/api/students/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("search"));
  }

  @Test
  void everyFaultyFieldIsNamedAtOnce() {
    given()
        .spec(server.as("Registrar"))
        .body("{\"reg_no\": \"   \", \"name\": true, \"program\": \"Alchemy\", \"email\": \"no\"}")
        .post("/api/students/")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("error.code", equalTo(400))
        .body("error.details", hasKey("reg_no"))
        .body("error.details", hasKey("name"))
        .body("error.details", hasKey("email"));
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("reg_no", "A-9", "name", "B", "program", "Alchemy"))
        .post("/api/students/")
        .then()
        .statusCode(400)
        .body("error.details.program", hasItem("There is no program of this name."));
    given()
        .spec(server.as("Registrar"))
        .body("{\"reg_no\": \"x\\u0000y\"}")
        .post("/api/students/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("reg_no"));
    given()
        .spec(server.as("Registrar"))
        .body("{\"reg_no\": ")
        .post("/api/students/")
        .then()
        .statusCode(400);
    given()
        .spec(server.as("Registrar"))
        .contentType("text/plain")
        .body("hello")
        .post("/api/students/")
        .then()
        .statusCode(415);
  }

  @Test
  void aRegistrationNumberIsTakenOnce() {
    create("DUP-1");
    given()
        .spec(server.as("Registrar"))
        .body(student("DUP-1"))
        .post("/api/students/")
        .then()
        .statusCode(409)
        .body("error.details", hasKey("reg_no"));
  }

  @Test
  void whoMayNotSeeARecordDoesNotLearnThatItExists() {
    int own = create("OWN-1");
    int other = create("OWN-2");
    var student = server.as("student-own-1", "Student", (long) own);
    given().spec(student).get("/api/students/" + own + "/").then().statusCode(200);
    given().spec(student).get("/api/students/" + other + "/").then().statusCode(404);
    given()
        .spec(student)
        .get("/api/students/")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("results.id", contains(own));
    given()
        .spec(server.as("faculty-idle", "Faculty", null))
        .get("/api/students/")
        .then()
        .statusCode(200)
        .body("count", equalTo(0));
    given().spec(server.as("nobody", null, null)).get("/api/students/").then().statusCode(403);
    given()
        .spec(server.as("nobody", null, null))
        .get("/api/auth/me/")
        .then()
        .statusCode(200)
        .body("role", equalTo("User"));
    given().spec(server.anonymous()).get("/api/students/").then().statusCode(401);
    given().spec(student).body(student("OWN-3")).post("/api/students/").then().statusCode(403);
  }

  @Test
  void aWalkByCursorMeetsEveryRowOnceWhateverTheOrder() {
    for (int i = 0; i < 23; i++) {
      create("WALK-" + (i % 5) + "-" + i);
    }
    for (String ordering :
        List.of("reg_no", "-name", "program,-reg_no", "-id", "status", "bogus")) {
      List<Integer> walked = new ArrayList<>();
      String cursor = null;
      do {
        var request =
            given()
                .spec(server.as("Registrar"))
                .queryParam("search", "walk-")
                .queryParam("ordering", ordering)
                .queryParam("page_size", 5)
                .queryParam("count", "false");
        if (cursor != null) {
          request.queryParam("cursor", cursor);
        }
        Response page = request.get("/api/students/");
        page.then().statusCode(200).body("count", nullValue());
        walked.addAll(page.path("results.id"));
        cursor = page.path("next_cursor");
      } while (cursor != null);
      assertThat(walked).as(ordering).hasSize(23).doesNotHaveDuplicates();
    }
  }

  @Test
  void malformedParametersAreRefusedAndPagesEnd() {
    create("PAGE-1");
    for (String query :
        List.of("page=x", "page_size=x", "cursor=%00", "cursor=abc", "count=maybe", "search=%00")) {
      given()
          .spec(server.as("Registrar"))
          .urlEncodingEnabled(false)
          .get("/api/students/?" + query)
          .then()
          .statusCode(400);
    }
    given().spec(server.as("Registrar")).get("/api/students/?page=9999").then().statusCode(404);
    given().spec(server.as("Registrar")).get("/api/students/x/").then().statusCode(404);
    given()
        .spec(server.as("Registrar"))
        .get("/api/students/99999999999999999999/")
        .then()
        .statusCode(404);
    given().spec(server.as("Registrar")).put("/api/students/").then().statusCode(405);
  }

  @Test
  void aListIsExportedWithoutFormulas() {
    Map<String, Object> evil = student("CSV-1");
    evil.put("name", "=HYPERLINK(\"x\"),y");
    given().spec(server.as("Registrar")).body(evil).post("/api/students/").then().statusCode(201);
    String csv =
        given()
            .spec(server.as("Registrar"))
            .accept("text/csv")
            .get("/api/students/?search=CSV-1")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString();
    assertThat(csv)
        .startsWith("id,reg_no,name,program,status,name_ur,email,intake\r\n")
        .contains("\"'=HYPERLINK(\"\"x\"\"),y\"");
  }

  @Test
  void anExportHoldsTheColumnsThatWereAskedForInThatOrder() {
    RequestSpecification registrar = server.as("Registrar");
    for (String name : List.of("COL-1", "COL-2")) {
      given().spec(registrar).body(student(name)).post("/api/students/").then().statusCode(201);
    }
    String chosen = "/api/students/?search=COL-&ordering=-reg_no&columns=status,reg_no";
    given()
        .spec(registrar)
        .accept("text/csv")
        .get(chosen)
        .then()
        .statusCode(200)
        .body(equalTo("status,reg_no\r\nactive,COL-2\r\nactive,COL-1\r\n"));
    given().spec(registrar).get(chosen).then().statusCode(200).body("results.name", hasSize(2));
    given()
        .spec(registrar)
        .accept("text/csv")
        .get("/api/students/?columns=reg_no,version")
        .then()
        .statusCode(400)
        .body("error.details.columns", hasSize(1));
  }
}
