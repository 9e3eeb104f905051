package edu.fmu.sims.web;

import static io.restassured.RestAssured.given;

import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node behind a proxy answers to http, to foreign names and to its watchers. */
class HttpsRedirectTest {
  @AutoClose
  private static final TestServer server =
      TestServer.start(
          Clock.systemUTC(),
          Map.of("SECURE_SSL_REDIRECT", "True", "ALLOWED_HOSTS", "sims.example,.campus.example"));

  private static RequestSpecification at(String host) {
    return given().spec(server.anonymous()).header("Host", host).redirects().follow(false);
  }

  @Test
  void httpIsSentToHttpsWithTheWholeAddress() {
    at("sims.example")
        .get("/api/students/?page=2")
        .then()
        .statusCode(301)
        .header("Location", "https://sims.example/api/students/?page=2");
    at("a.campus.example")
        .post("/api/auth/login/")
        .then()
        .statusCode(308)
        .header("Location", "https://a.campus.example/api/auth/login/");
  }

  @Test
  void whatCameToTheProxyByHttpsIsServed() {
    at("sims.example")
        .header("X-Forwarded-Proto", "https")
        .get("/api/students/")
        .then()
        .statusCode(401);
  }

  @Test
  void aForeignHostGets400AndNoRedirect() {
    for (String path : new String[] {"/api/students/", "/health/"}) {
      at("evil.example").get(path).then().statusCode(400);
    }
    at("localhost").get("/api/students/").then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/", "/healthz", "/livez", "/readyz", "/metrics"})
  void watchersOfTheNodeAreLetThrough(String path) {
    at("localhost").get(path).then().statusCode(200);
    at("sims.example").get(path).then().statusCode(200);
  }
}
