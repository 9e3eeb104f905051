package edu.fmu.sims.transcripts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.fmu.sims.demo.DemoSeeder;
import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A convocation: the transcripts of a thousand students as one job. */
class ConvocationIT {
  private static final Logger log = LoggerFactory.getLogger(ConvocationIT.class);
  private static final int STUDENTS = 1000;

  @AutoClose private static final TestServer server = TestServer.start();

  @Test
  void aThousandTranscriptsAreOneJobAndOneZip() throws IOException {
    new DemoSeeder(server.database().owner(), Clock.systemUTC(), ZoneId.of("Asia/Karachi"))
        .seed(STUDENTS, TestServer.PASSWORD, false, false);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < STUDENTS; i++) {
      ids.add(server.id("select id from student order by id limit 1 offset " + i));
    }
    RequestSpecification registrar = server.withToken(server.signIn("registrar"));
    long began = System.nanoTime();
    int job =
        given()
            .spec(registrar)
            .body(Map.of("student_ids", ids))
            .post("/api/transcripts/batch/")
            .then()
            .statusCode(202)
            .extract()
            .path("job_id");
    String path = "/api/jobs/" + job + "/";
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> "succeeded".equals(given().spec(registrar).get(path).path("state")));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    byte[] zip =
        given().spec(registrar).get("/api/transcripts/batch/" + job + "/file/").asByteArray();
    log.info("{} transcripts took {} s, {} bytes of ZIP", STUDENTS, took.toSeconds(), zip.length);
    int files = 0;
    int rows = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals("index.csv")) {
          rows = (int) new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count() - 1;
        } else {
          files++;
        }
      }
    }
    assertThat(files).isEqualTo(STUDENTS);
    assertThat(rows).isEqualTo(STUDENTS);
    assertThat(
            server.id(
                "select max(right(serial, 6)::int) - count(*) from document"
                    + " where type = 'transcript'"))
        .as("serials without gaps")
        .isZero();
  }
}
