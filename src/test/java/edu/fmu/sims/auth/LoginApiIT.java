package edu.fmu.sims.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginApiIT {
  private static final String WRONG = "wrong horse battery staple";
  private static final int TRIES = 10;
  private static final int CLASS = 150;

  private static final Map<String, String> KEY =
      Map.of("SECRET_KEY", "Vb7-key-that-two-nodes-share-0123456789");

  private static final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-24T08:00:00Z"));

  @AutoClose private static final TestServer server = TestServer.start(clock, KEY);

  /** What another test failed at from this address is forgotten by now. */
  @BeforeEach
  void later() {
    clock.advance(Duration.ofHours(1));
  }

  private static Response post(String path, Map<String, ?> body) {
    return given().spec(server.anonymous()).body(body).post(path);
  }

  private static Response login(String identifier, String password) {
    return post("/api/auth/login/", Map.of("identifier", identifier, "password", password));
  }

  private static Response login(String identifier) {
    return login(identifier, TestServer.PASSWORD);
  }

  private static String code(Response answer) {
    answer.then().statusCode(401);
    return answer.path("error.code");
  }

  private static int me(String access) {
    return given().spec(server.withToken(access)).get("/api/auth/me/").statusCode();
  }

  private static int refresh(String refresh) {
    return post("/api/auth/refresh/", Map.of("refresh", refresh)).statusCode();
  }

  private static void failTimes(int times, String... identifiers) {
    for (int i = 0; i < times; i++) {
      assertThat(code(login(identifiers[i % identifiers.length], WRONG)))
          .isEqualTo("AUTH_INVALID_CREDENTIALS");
    }
  }

  @Test
  void aUserSignsInByUsernameOrEmailWhateverTheCase() {
    long id = server.user("ayesha", "Registrar", null);
    for (String identifier :
        List.of("ayesha", "AYESHA", " Ayesha ", "ayesha@fmu.example", "Ayesha@FMU.Example")) {
      login(identifier)
          .then()
          .statusCode(200)
          .body("user.id", equalTo((int) id))
          .body("user.username", equalTo("ayesha"))
          .body("user.email", equalTo("ayesha@fmu.example"))
          .body("user.full_name", equalTo("ayesha"))
          .body("user.role", equalTo("Registrar"))
          .body("user.is_active", equalTo(true))
          .body("user", not(hasKey("password_hash")))
          .body("tokens.access", notNullValue())
          .body("tokens.refresh", notNullValue());
    }
    assertThat(
            server.id(
                "select count(*) from audit_entry where actor_username = 'ayesha'"
                    + " and summary like '%signed in'"))
        .isEqualTo(5);
  }

  @Test
  void meIsTheUserSignedIn() {
    long id = server.user("roleless", null, null);
    server.sql("update app_user set first_name = 'Zoya', last_name = 'Ali' where id = ?", id);
    given()
        .spec(server.withToken(server.signIn("roleless")))
        .get("/api/auth/me")
        .then()
        .statusCode(200)
        .body("id", equalTo((int) id))
        .body("full_name", equalTo("Zoya Ali"))
        .body("role", equalTo("User"));
    var nobody = given().spec(server.anonymous()).get("/api/auth/me/");
    assertThat(code(nobody)).isEqualTo("AUTH_REQUIRED");
  }

  @Test
  void missingFieldsAreNamed() {
    post("/api/auth/login/", Map.of())
        .then()
        .statusCode(400)
        .body("error.details", hasKey("identifier"))
        .body("error.details", hasKey("password"));
    post("/api/auth/login/", Map.of("identifier", "x"))
        .then()
        .statusCode(400)
        .body("error.details.keySet()", contains("password"));
    post("/api/auth/token/", Map.of("password", "x"))
        .then()
        .statusCode(400)
        .body("error.details.keySet()", contains("email"));
    for (String path : List.of("/api/auth/refresh/", "/api/auth/token/refresh/")) {
      post(path, Map.of())
          .then()
          .statusCode(400)
          .body("error.details.keySet()", contains("refresh"));
    }
  }

  @Test
  void whoKnowsNoPasswordLearnsNothingOfAnAccount() {
    server.user("known", "Faculty", null);
    server.user("asleep", "Faculty", null);
    server.sql("update app_user set is_active = false where username = 'asleep'");
    Response unknown = login("nobody at all", WRONG);
    assertThat(code(unknown)).isEqualTo("AUTH_INVALID_CREDENTIALS");
    for (String identifier : List.of("known", "known@fmu.example", "asleep")) {
      Response known = login(identifier, WRONG);
      assertThat(known.path("error").toString()).isEqualTo(unknown.path("error").toString());
      assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
    }
    assertThat(code(login("asleep"))).isEqualTo("AUTH_INACTIVE_ACCOUNT");
  }

  @Test
  void tenWrongPasswordsLockTheAccountForFifteenMinutes() {
    server.user("victim", "Faculty", null);
    server.user("bystander", "Faculty", null);
    failTimes(TRIES - 1, "victim", "VICTIM@fmu.example");
    login("victim").then().statusCode(200);
    failTimes(TRIES, "victim", "VICTIM@fmu.example");
    assertThat(code(login("victim"))).isEqualTo("AUTH_ACCOUNT_LOCKED");
    assertThat(code(login("victim@fmu.example"))).isEqualTo("AUTH_ACCOUNT_LOCKED");
    assertThat(code(login("victim", WRONG))).isEqualTo("AUTH_INVALID_CREDENTIALS");
    login("bystander").then().statusCode(200);
    clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(code(login("victim"))).isEqualTo("AUTH_ACCOUNT_LOCKED");
    failTimes(TRIES, "victim");
    clock.advance(Duration.ofSeconds(1));
    login("victim").then().statusCode(200);
  }

  @Test
  void wrongPasswordsFarApartLockNothing() {
    server.user("forgetful", "Faculty", null);
    for (int i = 0; i < 3; i++) {
      failTimes(TRIES - 1, "forgetful");
      clock.advance(Duration.ofMinutes(15));
    }
    login("forgetful").then().statusCode(200);
  }

  @Test
  void manyGuessesAtOnceAreNoMoreThanTheLockAllows() throws Exception {
    server.user("guessed", "Faculty", null);
    int last = 35;
    List<Response> answers =
        atOnce(last + 1, i -> login("guessed", i == last ? TestServer.PASSWORD : WRONG));
    assertThat(code(answers.get(last))).isEqualTo("AUTH_ACCOUNT_LOCKED");
    assertThat(answers.subList(0, last))
        .allMatch(answer -> answer.path("error.code").equals("AUTH_INVALID_CREDENTIALS"));
  }

  @Test
  void theOlderSignInByEmailStillWorks() {
    server.user("older", "Student", null);
    Map<String, String> given =
        Map.of("email", "older@fmu.example", "password", TestServer.PASSWORD);
    Response pair = post("/api/auth/token/", given);
    pair.then().statusCode(200).body("keySet()", contains("access", "refresh"));
    assertThat(me(pair.path("access"))).isEqualTo(200);
    Response next =
        post("/api/auth/token/refresh/", Map.of("refresh", pair.<String>path("refresh")));
    next.then().statusCode(200).body("keySet()", contains("access", "refresh"));
    assertThat(me(next.path("access"))).isEqualTo(200);
    post("/api/auth/token/", Map.of("email", "older@fmu.example", "password", WRONG))
        .then()
        .statusCode(401);
  }

  @Test
  void aWholeClassSignsInWithinAMinute() throws Exception {
    for (int i = 0; i < CLASS; i++) {
      server.user("pupil" + i, "Student", null);
    }
    assertThat(atOnce(CLASS, i -> login("pupil" + i)))
        .allMatch(answer -> answer.statusCode() == 200);
  }

  /** The token is rotated once in the whole cluster, and its family is at an end afterwards. */
  @Test
  void aThousandUsesOfOneTokenOnTwoNodesMakeOneSuccessor() throws Exception {
    server.user("everywhere", "Registrar", null);
    Response in = login("everywhere");
    Map<String, String> token = Map.of("refresh", in.<String>path("tokens.refresh"));
    try (TestServer second = server.node(clock, KEY)) {
      List<TestServer> nodes = List.of(server, second);
      List<Response> answers =
          atOnce(
              1_000,
              i ->
                  given()
                      .spec(nodes.get(i % 2).anonymous())
                      .body(token)
                      .post("/api/auth/refresh/"));
      List<Response> won = answers.stream().filter(a -> a.statusCode() == 200).toList();
      assertThat(won).hasSize(1);
      assertThat(answers.stream().filter(a -> a.statusCode() == 401)).hasSize(999);
      for (TestServer node : nodes) {
        for (String access :
            List.<String>of(in.path("tokens.access"), won.getFirst().path("access"))) {
          given().spec(node.withToken(access)).get("/api/auth/me/").then().statusCode(401);
        }
        given()
            .spec(node.anonymous())
            .body(Map.of("refresh", won.getFirst().<String>path("refresh")))
            .post("/api/auth/refresh/")
            .then()
            .statusCode(401);
      }
    }
  }

  @Test
  void whatEndsASignInEndsItOnEveryNode() {
    long id = server.user("spread", "Registrar", null);
    server.user("chief", "Admin", null);
    String admin = server.signIn("chief");
    try (TestServer second = server.node(clock, KEY)) {
      for (String change : List.of("{\"role\": \"Faculty\"}", "{\"is_active\": false}")) {
        String access = login("spread").path("tokens.access");
        given().spec(second.withToken(access)).get("/api/auth/me/").then().statusCode(200);
        given()
            .spec(server.withToken(admin))
            .body(change)
            .patch("/api/users/" + id + "/")
            .then()
            .statusCode(200);
        given().spec(second.withToken(access)).get("/api/auth/me/").then().statusCode(401);
      }
    }
  }

  @Test
  void anAddressThatOnlyGuessesMustWaitLongerAndLonger() throws Exception {
    server.user("patient", "Faculty", null);
    failTimes(1, "guess");
    hasFailed(CLASS);
    failTimes(1, "guess");
    hasFailed(190);
    List<Response> answers = atOnce(40, i -> login("guess" + i, WRONG));
    Response refused =
        answers.stream().filter(answer -> answer.statusCode() == 429).findAny().orElseThrow();
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 401)).isNotEmpty();
    int shorter = waitOfTheAddress();
    clock.advance(Duration.ofSeconds(shorter));
    login("patient", WRONG).then().statusCode(401);
    assertThat(waitOfTheAddress()).isBetween(Math.min(60, shorter + 1), 60);
    clock.advance(Duration.ofMinutes(1));
    login("patient").then().statusCode(200);
  }

  /** The address has failed so often within the window; every attempt costs a hash. */
  private static void hasFailed(int times) {
    server.sql(
        "update login_throttle set failures = ? where subject like 'address:%' and failures > 0",
        times);
  }

  private static int waitOfTheAddress() {
    Response refused = login("patient");
    refused.then().statusCode(429).body("error.code", equalTo(429));
    return Integer.parseInt(refused.header("Retry-After"));
  }

  @Test
  void signingOutEndsBothTokens() {
    server.user("leaver", "Faculty", null);
    Response byAccess = login("leaver");
    Response other = login("leaver");
    given()
        .spec(server.withToken(byAccess.path("tokens.access")))
        .body(Map.of())
        .post("/api/auth/logout/")
        .then()
        .statusCode(200)
        .body("success", equalTo(true));
    assertThat(me(byAccess.path("tokens.access"))).isEqualTo(401);
    assertThat(refresh(byAccess.path("tokens.refresh"))).isEqualTo(401);

    assertThat(me(other.path("tokens.access"))).isEqualTo(200);
    Map<String, String> body = Map.of("refresh", other.<String>path("tokens.refresh"));
    post("/api/auth/logout/", body).then().statusCode(200).body("success", equalTo(true));
    assertThat(me(other.path("tokens.access"))).isEqualTo(401);
    assertThat(refresh(other.path("tokens.refresh"))).isEqualTo(401);
    assertThat(
            server.id(
                "select count(*) from audit_entry where actor_username = 'leaver'"
                    + " and summary = 'leaver signed out'"))
        .isEqualTo(2);
    assertThat(code(post("/api/auth/logout/", Map.of()))).isEqualTo("AUTH_REQUIRED");
    assertThat(code(post("/api/auth/logout/", Map.of("refresh", "nonsense"))))
        .isEqualTo("AUTH_TOKEN_INVALID");
  }

  @Test
  void signingOutEndsTheOwnSignInWhateverTheRefreshToken() {
    server.user("confused", "Faculty", null);
    String access = login("confused").path("tokens.access");
    given()
        .spec(server.withToken(access))
        .body(Map.of("refresh", "nonsense"))
        .post("/api/auth/logout/");
    assertThat(me(access)).isEqualTo(401);
  }

  @Test
  void whatAnAdminTakesAwayIsGoneAtTheNextRequest() {
    long id = server.user("demoted", "Registrar", null);
    server.user("the.admin", "Admin", null);
    String admin = server.signIn("the.admin");
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("role", "Faculty"),
            Map.of("password", "a phrase nobody guessed"),
            Map.of("is_active", false))) {
      server.sql(
          "update app_user set password_hash = a.password_hash from app_user a"
              + " where a.username = 'the.admin' and app_user.id = ?",
          id);
      Response tokens = login("demoted");
      assertThat(me(tokens.path("tokens.access"))).isEqualTo(200);
      given()
          .spec(server.withToken(admin))
          .body(change)
          .patch("/api/users/" + id + "/")
          .then()
          .statusCode(200);
      assertThat(me(tokens.path("tokens.access"))).as("%s", change).isEqualTo(401);
      assertThat(refresh(tokens.path("tokens.refresh"))).as("%s", change).isEqualTo(401);
    }
  }

  /** Whoever compared the old password while it was being replaced must not get in with it. */
  @Test
  void aSignInThatRacesAChangeOfThePasswordDoesNotOutliveIt() throws Exception {
    server.user("racer", "Faculty", null);
    try (Connection change = server.database().owner().getConnection();
        Statement statement = change.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      change.setAutoCommit(false);
      statement.execute("update app_user set password_hash = '' where username = 'racer'");
      Future<Response> racing = threads.submit(() -> login("racer"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.id("select count(*) from pg_locks where not granted") > 0);
      change.commit();
      assertThat(code(racing.get())).isEqualTo("AUTH_INVALID_CREDENTIALS");
    }
  }

  private static List<Response> atOnce(int count, IntFunction<Response> task) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
      List<Callable<Response>> tasks =
          IntStream.range(0, count).<Callable<Response>>mapToObj(i -> () -> task.apply(i)).toList();
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }
  }
}
