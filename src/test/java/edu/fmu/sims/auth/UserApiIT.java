package edu.fmu.sims.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UserApiIT {
  private static final String PHRASE = "nine purple otters juggle";

  @AutoClose private static final TestServer server = TestServer.start();

  private static ValidatableResponse create(Map<String, Object> body) {
    return given().spec(server.as("Admin")).body(body).post("/api/users/").then();
  }

  private static int created(Map<String, Object> body) {
    return create(body).statusCode(201).extract().path("id");
  }

  private static ValidatableResponse patch(int id, Map<String, Object> body) {
    return given().spec(server.as("Admin")).body(body).patch("/api/users/" + id + "/").then();
  }

  private static ValidatableResponse login(String username, String password) {
    return given()
        .spec(server.anonymous())
        .body(Map.of("identifier", username, "password", password))
        .post("/api/auth/login/")
        .then();
  }

  private static long student(String regNo) {
    server.sql("insert into program (name) values ('MBBS') on conflict do nothing");
    server.sql(
        "insert into student (reg_no, name, program_id) select ?, 'A', id from program limit 1",
        regNo);
    return server.id("select id from student where reg_no = ?", regNo);
  }

  @Test
  void anAdminKeepsAccounts() {
    int id =
        create(
                Map.of(
                    "username", " sadia ",
                    "email", "Sadia@FMU.example",
                    "first_name", "Sadia",
                    "last_name", "Aslam",
                    "role", "Registrar",
                    "password", PHRASE))
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("username", equalTo("sadia"))
            .body("role", equalTo("Registrar"))
            .body("is_active", equalTo(true))
            .body("student", nullValue())
            .body("last_login", nullValue())
            .body("$", not(hasKey("password")))
            .body("$", not(hasKey("password_hash")))
            .extract()
            .path("id");
    login("SADIA", PHRASE).statusCode(200).body("user.full_name", equalTo("Sadia Aslam"));
    login("sadia@fmu.EXAMPLE", PHRASE).statusCode(200);
    given()
        .spec(server.as("Admin"))
        .get("/api/users/" + id + "/")
        .then()
        .statusCode(200)
        .body("last_login", not(nullValue()));
    given()
        .spec(server.as("Admin"))
        .get("/api/users/?search=sadia aslam&role=Registrar&is_active=true&ordering=-last_login")
        .then()
        .statusCode(200)
        .body("results.id", contains(id));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("username", "sadia"))
        .put("/api/users/" + id + "/")
        .then()
        .statusCode(200)
        .body("role", nullValue())
        .body("email", equalTo(""));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("role", "User"))
        .patch("/api/users/" + id + "/")
        .then()
        .statusCode(200)
        .body("role", nullValue());
    for (String narrowed : List.of("role=User&search=sadia", "username=sadia")) {
      given()
          .spec(server.as("Admin"))
          .get("/api/users/?" + narrowed)
          .then()
          .statusCode(200)
          .body("results.id", contains(id));
    }
    given().spec(server.as("Admin")).delete("/api/users/" + id + "/").then().statusCode(204);
    given().spec(server.as("Admin")).get("/api/users/" + id + "/").then().statusCode(404);
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'User' and object_id = ?"
                    + " and changes::text ilike any (array['%argon2%', '%otters%'])",
                String.valueOf(id)))
        .isZero();
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'User' and object_id = ?",
                String.valueOf(id)))
        .isEqualTo(4);
  }

  @Test
  void onlyAnAdminSeesAccounts() {
    for (String role : List.of("Registrar", "ExamCell", "Faculty", "Student")) {
      given().spec(server.as(role)).get("/api/users/").then().statusCode(403);
      given().spec(server.as(role)).body(Map.of()).post("/api/users/").then().statusCode(403);
    }
    given().spec(server.anonymous()).get("/api/users/").then().statusCode(401);
  }

  @Test
  void whatMustBeUniqueIs() {
    created(Map.of("username", "unique.one", "email", "one@fmu.example"));
    created(Map.of("username", "unique.two"));
    created(Map.of("username", "unique.three"));
    create(Map.of("username", "UNIQUE.one"))
        .statusCode(409)
        .body("error.details", hasKey("username"));
    create(Map.of("username", "unique.four", "email", "ONE@fmu.example"))
        .statusCode(409)
        .body("error.details", hasKey("email"));
    int own = (int) student("U-1");
    created(Map.of("username", "unique.five", "student", own));
    create(Map.of("username", "unique.six", "student", own))
        .statusCode(409)
        .body("error.details", hasKey("student"));
  }

  @Test
  void everyFaultyFieldIsNamed() {
    create(
            Map.of(
                "username", " ",
                "email", "nobody",
                "role", "King",
                "is_active", "perhaps",
                "student", "x"))
        .statusCode(400)
        .body("error.details", hasKey("username"))
        .body("error.details", hasKey("email"))
        .body("error.details", hasKey("role"))
        .body("error.details", hasKey("is_active"))
        .body("error.details", hasKey("student"));
    create(Map.of("username", "unknown.student", "student", 99999999))
        .statusCode(400)
        .body("error.details", hasKey("student"));
    create(Map.of("username", "short.one", "password", "fourteen chars"))
        .statusCode(400)
        .body("error.details", hasKey("password"));
    create(Map.of("username", "gulnaz", "password", "gulnaz likes mangoes"))
        .statusCode(400)
        .body(
            "error.details.password",
            hasItem("It is built from your own name, username or email."));
  }

  @Test
  void anAccountWithoutPasswordLetsNobodyIn() {
    int id = created(Map.of("username", "no.password"));
    login("no.password", "").statusCode(400);
    login("no.password", PHRASE).statusCode(401);
    patch(id, Map.of("password", PHRASE)).statusCode(200);
    login("no.password", PHRASE).statusCode(200);
    Map<String, Object> cleared = new HashMap<>();
    cleared.put("password", null);
    patch(id, cleared).statusCode(200);
    login("no.password", PHRASE).statusCode(200);
  }

  @Test
  void aChangeOfRightsEndsSignInsAtOnce() {
    int id = created(Map.of("username", "fickle", "role", "Registrar", "password", PHRASE));
    assertEndsSignIns(id, PHRASE, Map.of("role", "Faculty"));
    assertEndsSignIns(id, PHRASE, Map.of("password", PHRASE + "!"));
    assertEndsSignIns(id, PHRASE + "!", Map.of("is_active", false));
    login("fickle", PHRASE + "!")
        .statusCode(401)
        .body("error.code", equalTo("AUTH_INACTIVE_ACCOUNT"));
    login("fickle", "something else entirely")
        .statusCode(401)
        .body("error.code", equalTo("AUTH_INVALID_CREDENTIALS"));
  }

  private static void assertEndsSignIns(int id, String password, Map<String, Object> change) {
    ValidatableResponse signedIn = login("fickle", password).statusCode(200);
    String access = signedIn.extract().path("tokens.access");
    String refresh = signedIn.extract().path("tokens.refresh");
    given().spec(server.withToken(access)).get("/api/auth/me/").then().statusCode(200);
    patch(id, change).statusCode(200);
    given().spec(server.withToken(access)).get("/api/auth/me/").then().statusCode(401);
    given()
        .spec(server.anonymous())
        .body(Map.of("refresh", refresh))
        .post("/api/auth/refresh/")
        .then()
        .statusCode(401);
  }

  @Test
  void anOrdinaryChangeLeavesSignInsAlone() {
    int id = created(Map.of("username", "steady", "role", "Registrar", "password", PHRASE));
    String access = login("steady", PHRASE).extract().path("tokens.access");
    patch(id, Map.of("first_name", "Sana")).statusCode(200);
    given().spec(server.withToken(access)).get("/api/auth/me/").then().statusCode(200);
  }

  @Test
  void whoLeftTracesStays() {
    int id = created(Map.of("username", "taught", "role", "Faculty"));
    server.sql("insert into program (name) values ('MBBS') on conflict do nothing");
    server.sql("insert into term (name) values ('T-users')");
    server.sql(
        "insert into course (code, title, program_id) select 'U-101', 'U', id from program limit 1");
    server.sql(
        "insert into section (course_id, term_id, teacher_id) select c.id, t.id, ? from course c,"
            + " term t where c.code = 'U-101' and t.name = 'T-users'",
        (long) id);
    given()
        .spec(server.as("Admin"))
        .delete("/api/users/" + id + "/")
        .then()
        .statusCode(409)
        .body(
            "error.message",
            equalTo(
                "It cannot be deleted: section records depend on it. Delete or change those first."));
  }

  @Test
  void twoAdminsCannotRemoveEachOther() throws Exception {
    try (TestServer alone = TestServer.start()) {
      int first = (int) alone.user("first", "Admin", null);
      int second = (int) alone.user("second", "Admin", null);
      var asFirst = alone.as("first", "Admin", null);
      var asSecond = alone.as("second", "Admin", null);
      for (int round = 0; round < 5; round++) {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
          List<Callable<Integer>> both =
              List.of(
                  () ->
                      given()
                          .spec(asFirst)
                          .body(Map.of("role", "Faculty"))
                          .patch("/api/users/" + second + "/")
                          .statusCode(),
                  () ->
                      given()
                          .spec(asSecond)
                          .body(Map.of("is_active", false))
                          .patch("/api/users/" + first + "/")
                          .statusCode());
          for (Future<Integer> answer : threads.invokeAll(both)) {
            assertThat(answer.get()).isIn(200, 401, 403, 409);
          }
        }
        assertThat(alone.id("select count(*) from app_user where role = 'Admin' and is_active"))
            .isEqualTo(1);
        alone.sql("update app_user set role = 'Admin', is_active = true");
        alone.sql("update auth_session set revoked_at = null");
      }
      given().spec(asFirst).delete("/api/users/" + second + "/").then().statusCode(204);
      for (String body : List.of("{\"role\": null}", "{\"is_active\": false}")) {
        given().spec(asFirst).body(body).patch("/api/users/" + first + "/").then().statusCode(409);
      }
      given().spec(asFirst).delete("/api/users/" + first + "/").then().statusCode(409);
    }
  }
}
