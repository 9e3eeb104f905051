package edu.fmu.sims.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import edu.fmu.sims.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What the logs say, and what they must not. */
class LogPrivacyIT {
  private static final String NAME = "Zarmina Unheardof";
  private static final String EMAIL = "zarmina.unheardof@fmu.example";
  private static final String PASSWORD = "a password of nobody at all";

  @AutoClose private static final TestServer server = TestServer.start();

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final LogstashEncoder encoder = new LogstashEncoder();
  private final Level before = root.getLevel();

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    encoder.setContext(root.getLoggerContext());
    encoder.start();
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stop() {
    root.detachAppender(logged);
    root.setLevel(before);
  }

  private List<String> lines() {
    return List.copyOf(logged.list).stream()
        .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void linesAreJsonAndCarryTheIdOfTheRequest() {
    MDC.put("request_id", "request-of-a-test");
    try {
      LoggerFactory.getLogger(LogPrivacyIT.class).info("one {}", "line");
    } finally {
      MDC.remove("request_id");
    }
    assertThat(lines())
        .anyMatch(
            line ->
                line.startsWith("{")
                    && line.contains("\"request_id\":\"request-of-a-test\"")
                    && line.contains("\"message\":\"one line\""));
  }

  @Test
  void nobodyIsNamedWhateverHappens() {
    server.sql("insert into program (name) values (?)", "MBBS");
    Map<String, Object> student = new HashMap<>();
    student.put("reg_no", "ZU-001");
    student.put("name", NAME);
    student.put("program", "MBBS");
    student.put("status", "active");
    for (int status : new int[] {201, 409}) {
      given()
          .spec(server.as("Registrar"))
          .body(student)
          .post("/api/students/")
          .then()
          .statusCode(status);
    }
    given()
        .spec(server.anonymous())
        .body(Map.of("identifier", EMAIL, "password", PASSWORD))
        .post("/api/auth/login/")
        .then()
        .statusCode(401);
    given()
        .spec(server.as("Registrar"))
        .get("/api/students/?search=" + NAME)
        .then()
        .statusCode(200);
    given().spec(server.as("Registrar")).body("{\"name\": \"" + NAME).post("/api/students/");
    long id = server.id("select id from student where reg_no = 'ZU-001'");
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("student_id", id, "email", EMAIL))
        .post("/api/transcripts/enqueue/");

    assertThat(lines())
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain("Zarmina", "zarmina", "Unheardof", PASSWORD, "Bearer ", "eyJ"));
  }
}
