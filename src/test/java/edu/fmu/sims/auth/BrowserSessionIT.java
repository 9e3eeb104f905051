package edu.fmu.sims.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import edu.fmu.sims.testing.TestServer;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BrowserSessionIT {
  private static final String COOKIE = "sims_refresh";

  @AutoClose private static final TestServer server = TestServer.start();

  private static Response signIn(TestServer at, String username) {
    at.user(username, "Registrar", null);
    return given()
        .spec(at.anonymous())
        .header("X-Sims-Session", "cookie")
        .header("User-Agent", "Browser of " + username)
        .body(Map.of("identifier", username, "password", TestServer.PASSWORD))
        .post("/api/auth/login/");
  }

  private static RequestSpecification browser(@Nullable String refresh) {
    RequestSpecification request =
        given().spec(server.anonymous()).header("X-Sims-Session", "cookie");
    return refresh == null ? request : request.cookie(COOKIE, refresh);
  }

  @Test
  void theRefreshTokenOfABrowserStandsInACookieThatNoScriptReads() {
    Response answer = signIn(server, "amna");
    answer.then().statusCode(200);
    assertThat(answer.<String>path("tokens.access")).isNotBlank();
    assertThat(answer.<Object>path("tokens.refresh")).isNull();
    Cookie cookie = answer.detailedCookie(COOKIE);
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.isSecured()).isFalse();
    assertThat(cookie.getSameSite()).isEqualTo("Strict");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getMaxAge()).isEqualTo(1440 * 60);
  }

  @Test
  void overTlsTheCookieBelongsToThisHostAlone() {
    try (TestServer secure =
        TestServer.start(Clock.systemUTC(), Map.of("PUBLIC_URL", "https://sims.example"))) {
      Cookie cookie = signIn(secure, "tls").detailedCookie("__Host-sims_refresh");
      assertThat(cookie.isSecured()).isTrue();
      assertThat(cookie.getPath()).isEqualTo("/");
      assertThat(cookie.getDomain()).isNull();
    }
  }

  @Test
  void tabsThatRenewAtOnceAllStayIn() {
    String cookie = signIn(server, "tabs").cookie(COOKIE);
    String first =
        browser(cookie).post("/api/auth/refresh/").then().statusCode(200).extract().path("access");
    String second =
        browser(cookie).post("/api/auth/refresh/").then().statusCode(200).extract().path("access");
    for (String access : List.of(first, second)) {
      given().spec(server.withToken(access)).get("/api/auth/me/").then().statusCode(200);
    }
  }

  @Test
  void theCookieCountsOnlyBesideTheHeader() {
    String cookie = signIn(server, "forged").cookie(COOKIE);
    given()
        .spec(server.anonymous())
        .cookie(COOKIE, cookie)
        .post("/api/auth/refresh/")
        .then()
        .statusCode(400);
    browser(null).post("/api/auth/refresh/").then().statusCode(401);
    browser("no token").post("/api/auth/refresh/").then().statusCode(401);
  }

  @Test
  void aCookieThatWasCarriedAwayEndsTheSignIn() {
    String cookie = signIn(server, "stolen").cookie(COOKIE);
    String thief =
        given()
            .spec(server.anonymous())
            .body(Map.of("refresh", cookie))
            .post("/api/auth/refresh/")
            .then()
            .statusCode(200)
            .extract()
            .path("access");
    browser(cookie).post("/api/auth/refresh/").then().statusCode(401);
    given().spec(server.withToken(thief)).get("/api/auth/me/").then().statusCode(401);
  }

  @Test
  void whatAnAdminTakesAwayIsGoneForABrowserAtItsNextRequest() {
    long id = server.user("taken", "Registrar", null);
    for (String change :
        List.of("{\"role\": \"ExamCell\"}", "{\"role\": null}", "{\"is_active\": false}")) {
      Response in = signIn(server, "taken");
      String access = in.then().statusCode(200).extract().path("tokens.access");
      given()
          .spec(server.as("Admin"))
          .body(change)
          .patch("/api/users/" + id + "/")
          .then()
          .statusCode(200);
      given()
          .spec(server.withToken(access))
          .get("/api/students/")
          .then()
          .statusCode(401)
          .body("error.code", equalTo("AUTH_TOKEN_INVALID"));
      browser(in.cookie(COOKIE)).post("/api/auth/refresh/").then().statusCode(401);
    }
    given()
        .spec(server.as("Admin"))
        .body("{\"is_active\": true}")
        .patch("/api/users/" + id + "/")
        .then()
        .statusCode(200);
    String roleless = signIn(server, "taken").path("tokens.access");
    given().spec(server.withToken(roleless)).get("/api/auth/me/").then().statusCode(200);
    given().spec(server.withToken(roleless)).get("/api/students/").then().statusCode(403);
    given()
        .spec(server.as("Admin"))
        .body("{\"password\": \"nine purple otters juggle\"}")
        .patch("/api/users/" + id + "/")
        .then()
        .statusCode(200);
    given().spec(server.withToken(roleless)).get("/api/auth/me/").then().statusCode(401);
  }

  @Test
  void aStrangerWhoLocksAnAccountDoesNotEndTheOwnersSignIn() {
    Response in = signIn(server, "guarded");
    for (int i = 0; i < 10; i++) {
      given()
          .spec(server.anonymous())
          .body(Map.of("identifier", "guarded", "password", "a guess of a stranger"))
          .post("/api/auth/login/")
          .then()
          .statusCode(401);
    }
    signIn(server, "guarded")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("AUTH_ACCOUNT_LOCKED"));
    browser(in.cookie(COOKIE)).post("/api/auth/refresh/").then().statusCode(200);
  }

  @Test
  void signingOutEndsTheSessionAndTakesTheCookieAway() {
    Response in = signIn(server, "leaving");
    String cookie = in.cookie(COOKIE);
    Response out = browser(cookie).post("/api/auth/logout/");
    out.then().statusCode(200);
    assertThat(out.detailedCookie(COOKIE).getMaxAge()).isZero();
    browser(cookie).post("/api/auth/refresh/").then().statusCode(401);
    given()
        .spec(server.withToken(in.path("tokens.access")))
        .get("/api/auth/me/")
        .then()
        .statusCode(401);
  }

  @Test
  void theSessionSaysWhoAndWhatAndWhere() {
    server.sql("insert into program (name) values ('MBBS') on conflict do nothing");
    long student =
        server.id(
            "insert into student (reg_no, name, program_id) values ('S-1', 'Sana',"
                + " (select id from program where name = 'MBBS')) returning id");
    Response answer = given().spec(server.as("sana", "Student", student)).get("/api/auth/session/");
    answer.then().statusCode(200);
    assertThat(answer.<String>path("user.username")).isEqualTo("sana");
    assertThat(answer.<List<String>>path("permissions"))
        .contains("RECORDS_READ", "REQUESTS_CREATE")
        .doesNotContain("STUDENTS_WRITE", "USERS_MANAGE");
    assertThat(answer.<Integer>path("student").longValue()).isEqualTo(student);
    assertThat(answer.<String>path("institution.time_zone")).isEqualTo("Asia/Karachi");
  }

  @Test
  void aUserSeesAndEndsTheOwnSignInsOnly() {
    String here = signIn(server, "owner").path("tokens.access");
    String there = signIn(server, "owner").path("tokens.access");
    String other = signIn(server, "stranger").path("tokens.access");
    Response list = given().spec(server.withToken(here)).get("/api/auth/sign-ins/");
    list.then().statusCode(200);
    assertThat(list.<List<Boolean>>path("current")).containsExactlyInAnyOrder(true, false);
    assertThat(list.<List<String>>path("user_agent")).containsOnly("Browser of owner");
    String elsewhere = list.path("find { !it.current }.id");

    given()
        .spec(server.withToken(other))
        .delete("/api/auth/sign-ins/" + elsewhere + "/")
        .then()
        .statusCode(404);
    given().spec(server.withToken(there)).get("/api/auth/me/").then().statusCode(200);
    given()
        .spec(server.withToken(here))
        .delete("/api/auth/sign-ins/" + elsewhere + "/")
        .then()
        .statusCode(204);
    given().spec(server.withToken(there)).get("/api/auth/me/").then().statusCode(401);
    given()
        .spec(server.withToken(here))
        .delete("/api/auth/sign-ins/" + elsewhere + "/")
        .then()
        .statusCode(404);
    assertThat(
            server.id(
                "select count(*) from audit_entry where actor_username = 'owner'"
                    + " and summary = 'owner ended a sign-in'"))
        .isEqualTo(1);
  }
}
