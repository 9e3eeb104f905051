package edu.fmu.sims.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.fmu.sims.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Ten thousand rows are an everyday file. */
class ImportVolumeIT {
  private static final int ROWS = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @AutoClose private static final TestServer server = TestServer.start();

  @Test
  void tenThousandStudentsAndScoresAreImportedWithinAMinute() {
    server.sql("insert into program (name) values ('MBBS')");
    server.sql("insert into term (name) values ('Fall')");
    StringBuilder students = new StringBuilder("reg_no,name,program\n");
    StringBuilder scores = new StringBuilder("student,course,term,assessment,score\n");
    for (int i = 0; i < ROWS; i++) {
      students.append("V-").append(i).append(",Student ").append(i).append(",MBBS\n");
      scores.append("V-").append(i).append(",V,Fall,Quiz,").append(i % 100).append('\n');
    }
    Duration dry = time("students", students, true);
    Duration first = time("students", students, false);
    Duration again = time("students", students, false);
    assertThat(server.id("select count(*) from student")).isEqualTo(ROWS);
    server.sql(
        "insert into course (code, title, program_id) select 'V', 'V', min(id) from program");
    server.sql(
        "insert into section (course_id, term_id, capacity) select c.id, t.id, 20000 from course c,"
            + " term t");
    server.sql(
        "insert into enrollment (student_id, section_id) select st.id, s.id from student st,"
            + " section s");
    server.sql("insert into assessment (section_id, type) select id, 'Quiz' from section");
    Duration dryScores = time("scores", scores, true);
    Duration marked = time("scores", scores, false);
    assertThat(server.id("select count(*) from assessment_score")).isEqualTo(ROWS);
    System.out.printf(
        "%d rows: students dry run %s, applied %s, unchanged %s; scores dry run %s, applied %s%n",
        ROWS, dry, first, again, dryScores, marked);
    assertThat(dry).isLessThan(LIMIT);
    assertThat(first).isLessThan(LIMIT);
    assertThat(marked).isLessThan(LIMIT);
  }

  private static Duration time(String kind, CharSequence csv, boolean dryRun) {
    long start = System.nanoTime();
    var answer =
        given()
            .spec(server.as("Admin"))
            .contentType("multipart/form-data")
            .multiPart("file", "a.csv", csv.toString().getBytes(StandardCharsets.UTF_8))
            .queryParam("dry_run", dryRun)
            .post("/api/imports/" + kind + "/");
    int id = answer.then().statusCode(dryRun ? 200 : 202).extract().path("id");
    if (!dryRun) {
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(LIMIT)
          .until(
              () ->
                  "applied"
                      .equals(
                          given()
                              .spec(server.as("Admin"))
                              .get("/api/imports/" + id + "/")
                              .path("state")));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
