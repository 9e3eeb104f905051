package edu.fmu.sims.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import edu.fmu.sims.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LimitsApiIT {
  private static final int BURST = 20;

  @AutoClose
  private static final TestServer server =
      TestServer.start(
          Clock.systemUTC(),
          Map.of(
              "SIMS_RATE_PER_SECOND", "1",
              "SIMS_RATE_BURST", String.valueOf(BURST),
              "SIMS_STATEMENT_SECONDS", "1"));

  @Test
  void aUserWhoAsksTooOftenIsToldWhenToComeBackAndOthersAreServed() {
    int served = 0;
    int refused = 0;
    for (int i = 0; i < BURST * 2; i++) {
      var answer = given().spec(server.as("Registrar")).get("/api/auth/me/");
      if (answer.statusCode() == 200) {
        served++;
      } else {
        refused++;
        answer.then().statusCode(429).body("error.code", equalTo(429));
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
      }
    }
    assertThat(served).isGreaterThanOrEqualTo(BURST);
    assertThat(refused).isPositive();
    given().spec(server.as("Admin")).get("/api/auth/me/").then().statusCode(200);
  }

  @Test
  void aBodyBeyondOneMebibyteIsRefused() {
    String large = "{\"name\": \"" + "x".repeat(RequestParameters.MAX_JSON) + "\"}";
    given()
        .spec(server.as("Admin"))
        .body(large)
        .post("/api/programs/")
        .then()
        .statusCode(413)
        .body("error.code", equalTo(413));
  }

  /** A servlet would answer a method that it does not know with 501, and TRACE with a page. */
  @Test
  void aMethodThatNothingTakesIsRefusedLikeAnyOther() {
    for (String path : List.of("/api/programs/", "/health/", "/", "/api/auth/login/")) {
      for (String method : List.of("TRACE", "FOO", "PROPFIND")) {
        given()
            .spec(server.anonymous())
            .request(method, path)
            .then()
            .statusCode(405)
            .body("error.code", equalTo(405));
      }
    }
    given()
        .spec(server.anonymous())
        .put("/health/")
        .then()
        .statusCode(405)
        .body("error.code", equalTo(405));
  }

  /** A statement that waits longer than it may, here for a lock, ends in 503 and not in a pile. */
  @Test
  void aRequestThatTakesTooLongIsGivenUp() throws SQLException {
    server.sql("insert into program (name) values ('Held')");
    long id = server.id("select id from program where name = 'Held'");
    try (Connection holder = server.database().owner().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select 1 from program where id = " + id + " for update");
      var answer = given().spec(server.as("Admin")).body("{}").patch("/api/programs/" + id + "/");
      answer.then().statusCode(503).body("error", hasKey("message"));
      assertThat(answer.header("Retry-After")).isNotNull();
      holder.rollback();
    }
    given()
        .spec(server.as("Admin"))
        .body("{}")
        .patch("/api/programs/" + id + "/")
        .then()
        .statusCode(200);
  }
}
