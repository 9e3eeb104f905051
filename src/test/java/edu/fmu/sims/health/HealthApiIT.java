package edu.fmu.sims.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitors see of a whole system, while it works and while parts of it are away. */
class HealthApiIT {
  private static final String WELL =
      "{\"status\":\"ok\",\"service\":\"SIMS Backend\",\"components\":"
          + "{\"database\":\"ok\",\"redis\":\"ok\",\"rq_queue\":\"ok\"}}";
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  @AutoClose
  private static final TestServer server =
      TestServer.start(Clock.systemUTC(), Map.of("SIMS_JOB_POLL_MILLIS", "100"));

  private static RequestSpecification anyone() {
    return given().spec(server.anonymous());
  }

  private static void awaitStatus(String path, int status) {
    await(path + " answers " + status)
        .atMost(RECOVERY)
        .until(() -> anyone().get(path).statusCode() == status);
  }

  private static long storeJob() {
    return server.id("insert into job (type) values ('unknown_to_all') returning id");
  }

  private static void awaitDead(long job) {
    await("the end of job " + job)
        .atMost(RECOVERY)
        .until(
            () -> server.id("select count(*) from job where state = 'dead' and id = ?", job) == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/", "/healthz", "/healthz/"})
  void healthInAllItsSpellings(String path) {
    assertThat(anyone().get(path).then().statusCode(200).extract().asString()).isEqualTo(WELL);
    assertThat(anyone().head(path).then().statusCode(200).extract().asString()).isEmpty();
  }

  @Test
  void aliveAndReady() {
    anyone().get("/livez").then().statusCode(200);
    anyone().get("/readyz").then().statusCode(200).body("status", equalTo("ready"));
  }

  @Test
  void metricsHaveTheNamesOfTheRunbook() {
    anyone().get("/api/jobs/999");
    String figures = anyone().get("/metrics").then().statusCode(200).extract().asString();
    assertThat(figures)
        .contains(
            "http_server_requests_seconds_bucket{",
            "sims_jobs_queued ",
            "sims_jobs_failed_total ",
            "sims_jobs_dead_total ",
            "sims_jobs_retries_total ",
            "sims_jobs_lease_expiries_total ",
            "sims_jobs_oldest_wait_seconds ",
            "sims_jobs_start_delay_seconds_bucket{",
            "hikaricp_connections_active{pool=\"sims-jobs\"}",
            "hikaricp_connections_active{pool=\"sims-web\"}",
            "jvm_memory_used_bytes{",
            "disk_free_bytes{")
        .doesNotContain("/api/jobs/999");
  }

  @Test
  void alertsAndDashboardAskForFiguresThatExist() throws IOException {
    anyone().get("/api/jobs/999");
    String figures = anyone().get("/metrics").asString();
    String asked =
        Files.readString(Path.of("docker/prometheus/alerts.yml"))
            + Files.readString(Path.of("docker/grafana/sims.json"));
    Set<String> names =
        Pattern.compile("\\b(http|sims|hikaricp|jvm|disk|process)_[a-z_]+")
            .matcher(asked)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    // It appears with the first damaged file.
    names.remove("sims_document_file_faults_total");
    // backup.sh and nginx write these.
    names.removeIf(name -> name.startsWith("sims_backup_") || name.startsWith("sims_certificate_"));
    assertThat(names).hasSizeGreaterThan(8);
    assertThat(names)
        .allSatisfy(name -> assertThat(figures).containsPattern("(?m)^" + name + "[ {]"));
  }

  @Test
  void withoutRedisTheApiWorksAndJobsRunAndHealthSaysSo() {
    server.redis().stop();
    try {
      anyone()
          .get("/health/")
          .then()
          .statusCode(503)
          .body("status", equalTo("degraded"))
          .body("components.database", equalTo("ok"))
          .body("components.rq_queue", equalTo("ok"));
      anyone().get("/readyz").then().statusCode(200);
      given().spec(server.as("Admin")).get("/api/jobs/").then().statusCode(200);
      awaitDead(storeJob());
    } finally {
      server.redis().restart();
    }
    awaitStatus("/health/", 200);
    awaitDead(storeJob());
  }

  @Test
  void withoutPostgresRequestsArePutOffAndAllRecoversByItself() {
    RequestSpecification admin = server.as("Admin");
    server.database().goAway();
    try {
      anyone()
          .get("/health/")
          .then()
          .statusCode(503)
          .body("components.database", notNullValue())
          .body("components.redis", equalTo("ok"));
      anyone().get("/readyz").then().statusCode(503);
      anyone().get("/livez").then().statusCode(200);
      assertThat(
              given()
                  .spec(admin)
                  .get("/api/jobs/")
                  .then()
                  .statusCode(503)
                  .extract()
                  .header("Retry-After"))
          .isNotBlank();
    } finally {
      server.database().comeBack();
    }
    awaitStatus("/readyz", 200);
    given().spec(admin).get("/api/jobs/").then().statusCode(200);
    awaitDead(storeJob());
    awaitStatus("/health/", 200);
  }
}
