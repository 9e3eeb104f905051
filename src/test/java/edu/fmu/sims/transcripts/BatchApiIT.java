package edu.fmu.sims.transcripts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.ScriptedSmtp;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transcripts of many students, from the request to the ZIP and the mails. */
class BatchApiIT {
  private static final String PATH = "/api/transcripts/batch/";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @AutoClose private static final ScriptedSmtp smtp = ScriptedSmtp.start();

  @AutoClose
  private static final TestServer server =
      TestServer.start(
          Clock.systemUTC(),
          Map.of(
              "EMAIL_HOST",
              "127.0.0.1",
              "EMAIL_PORT",
              String.valueOf(smtp.port()),
              "SIMS_JOB_RETRY_BASE_MILLIS",
              "50",
              "SIMS_JOB_POLL_MILLIS",
              "50"));

  private static Campus campus;
  private static long section;

  @BeforeAll
  static void campus() {
    campus = new Campus(server);
    section = campus.section("teacher");
  }

  @BeforeEach
  void behave() {
    smtp.behave();
  }

  private static long student(String regNo, String name, String email) {
    return server.id(
        "insert into student (reg_no, name, email, program_id) values (?, ?, ?, ?) returning id",
        regNo,
        name,
        email,
        campus.program());
  }

  private static Response post(String role, Map<String, ?> body) {
    return given().spec(server.as(role)).body(body).post(PATH);
  }

  private static int enqueue(Map<String, ?> body) {
    return post("ExamCell", body).then().statusCode(202).extract().path("job_id");
  }

  private static Response job(int id) {
    return given().spec(server.as("Registrar")).get("/api/jobs/" + id + "/");
  }

  private static Response awaitState(int id, String state) {
    await(state)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> state.equals(job(id).path("state")));
    return job(id);
  }

  private static Map<String, byte[]> zip(int job) {
    String url = awaitState(job, "succeeded").path("result.url");
    Response answer = given().spec(server.as("Admin")).get(url);
    answer
        .then()
        .statusCode(200)
        .contentType("application/zip")
        .header("Content-Disposition", "attachment; filename=\"transcripts_" + job + ".zip\"");
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static List<String> index(Map<String, byte[]> zip) {
    return new String(zip.get("index.csv"), StandardCharsets.UTF_8).lines().toList();
  }

  /** The counters of a job and a recount of its parts must never differ. */
  private static void assertRecount(int job) {
    assertThat(
            server.id(
                """
                select count(*) from job j where id = ?
                   and done = (select count(*) from job_part where job_id = j.id and state = 'done')
                   and failed = (select count(*) from job_part
                                  where job_id = j.id and state = 'failed')
                   and total = (select count(*) from job_part where job_id = j.id)""",
                job))
        .isEqualTo(1);
  }

  @Test
  void aBatchByIdsMakesAZipOfEveryTranscriptAndAnIndex() {
    long one = student("B/2026-1", "Ayesha, \"A\"", "");
    long two = student("B_2026-1", "=HYPERLINK(1)", "");
    long three = student("../../etc/x", "Ali", "");
    int job = enqueue(Map.of("student_ids", List.of(one, two, three, two), "email", false));

    Map<String, byte[]> zip = zip(job);

    job(job)
        .then()
        .body("type", equalTo("batch_generate_transcripts"))
        .body("progress.done", equalTo(3))
        .body("progress.total", equalTo(3))
        .body("progress.failed", equalTo(0));
    assertThat(zip.keySet())
        .containsExactlyInAnyOrder(
            "transcript_B_2026-1.pdf",
            "transcript_B_2026-1_" + two + ".pdf",
            "transcript_.._.._etc_x.pdf",
            "index.csv");
    zip.forEach(
        (name, content) -> {
          if (name.endsWith(".pdf")) {
            assertThat(new String(content, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
          }
        });
    List<String> index = index(zip);
    assertThat(index.getFirst()).isEqualTo("reg_no,name,serial,sha256,file,status,reason");
    assertThat(index).hasSize(4);
    assertThat(index).anyMatch(line -> line.startsWith("B/2026-1,\"Ayesha, \"\"A\"\"\",TR-"));
    assertThat(index).anyMatch(line -> line.startsWith("B_2026-1,'=HYPERLINK(1),TR-"));
    assertThat(index.subList(1, 4)).allMatch(line -> line.endsWith(".pdf,issued,"));
    assertThat(smtp.accepted()).as("nobody asked for mails").isEmpty();
    assertRecount(job);
  }

  @Test
  void whoFetchesTheZipIsOnRecordForEveryStudentInIt() {
    long one = student("D-1", "A", "");
    int job = enqueue(Map.of("student_ids", List.of(one)));
    zip(job);
    assertThat(
            server.id(
                "select count(*) from disclosure where ? = any(student_ids) and what = 'transcript'"
                    + " and reader_username = 'admin' and path like '%/file/'",
                one))
        .isEqualTo(1);
  }

  @Test
  void aBatchOfAProgramAndATermTakesThoseWhoAreEnrolled() {
    long other = server.id("insert into program (name) values ('BDS') returning id");
    long term = server.id("insert into term (name) values ('Fall 2030') returning id");
    long seat =
        server.id(
            "insert into section (course_id, term_id) select id, ? from course limit 1"
                + " returning id",
            term);
    long in = campus.student(seat);
    long dropped = campus.student(seat);
    server.sql("update enrollment set status = 'dropped' where student_id = ?", dropped);
    campus.student(section);
    long foreign = campus.student(seat);
    server.sql("update student set program_id = ? where id = ?", other, foreign);

    Response answer = post("Registrar", Map.of("program", "MBBS", "term", "Fall 2030"));

    answer.then().statusCode(202).body("total", equalTo(1));
    int job = answer.path("job_id");
    awaitState(job, "succeeded");
    assertThat(server.id("select subject from job_part where job_id = ?", job)).isEqualTo(in);
  }

  @Test
  void whatNamesNobodyOrTooManyIsRefusedOnItsField() {
    post("Admin", Map.of()).then().statusCode(400).body("error.details", hasKeyOf("student_ids"));
    post("Admin", Map.of("email", true)).then().statusCode(400);
    post("Admin", Map.of("student_ids", List.of()))
        .then()
        .statusCode(400)
        .body("error.details.student_ids", hasItem(containsString("at least one")));
    post("Admin", Map.of("student_ids", List.of(1), "program", "MBBS", "term", "Fall 2026"))
        .then()
        .statusCode(400)
        .body("error.details.student_ids", hasItem(containsString("either")));
    post("Admin", Map.of("program", "MBBS"))
        .then()
        .statusCode(400)
        .body("error.details", hasKeyOf("term"));
    post("Admin", Map.of("term", "Fall 2026"))
        .then()
        .statusCode(400)
        .body("error.details", hasKeyOf("program"));
    post("Admin", Map.of("program", "No such", "term", "Fall 2026"))
        .then()
        .statusCode(400)
        .body("error.details", hasKeyOf("program"));
    post("Admin", Map.of("program", "MBBS", "term", "No such"))
        .then()
        .statusCode(400)
        .body("error.details", hasKeyOf("term"));
    server.sql("insert into program (name) values ('Empty')");
    post("Admin", Map.of("program", "Empty", "term", "Fall 2026"))
        .then()
        .statusCode(400)
        .body("error.details", hasKeyOf("term"));
    post("Admin", Map.of("student_ids", "all")).then().statusCode(400);
    List<Long> withNull = new ArrayList<>();
    withNull.add(null);
    post("Admin", Map.of("student_ids", withNull)).then().statusCode(400);
    long known = student("U-1", "A", "");
    post("Admin", Map.of("student_ids", List.of(known, 990_001, 990_002)))
        .then()
        .statusCode(400)
        .body(
            "error.details.student_ids",
            hasItems("There is no student 990001.", "There is no student 990002."))
        .body("error.details.student_ids.size()", equalTo(2));
    post("Admin", Map.of("student_ids", LongStream.rangeClosed(1, 100_000).boxed().toList()))
        .then()
        .statusCode(400)
        .body("error.details.student_ids", hasItem(containsString("20000")))
        .body("error.details.student_ids", hasItem(containsString("100000")));
  }

  private static org.hamcrest.Matcher<Map<? extends String, ?>> hasKeyOf(String field) {
    return org.hamcrest.Matchers.hasKey(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Faculty", "Student"})
  void othersHaveNoBatches(String role) {
    long student = student("F-" + role, "A", "");
    int job = enqueue(Map.of("student_ids", List.of(student)));
    String url = awaitState(job, "succeeded").path("result.url");

    post(role, Map.of("student_ids", List.of(student))).then().statusCode(403);
    given().spec(server.as(role)).get(url).then().statusCode(403);
    given().spec(server.anonymous()).get(url).then().statusCode(401);
    given().spec(server.anonymous()).body("{}").post(PATH).then().statusCode(401);
  }

  @Test
  void aJobWithoutAFileHasNone() {
    long job = server.id("insert into job (type, run_at) values ('x', 'infinity') returning id");
    given().spec(server.as("Admin")).get(PATH + job + "/file/").then().statusCode(404);
    given().spec(server.as("Admin")).get(PATH + "999999/file/").then().statusCode(404);
  }

  @Test
  void eachStudentIsMailedAndOneThatFailsStopsNobody() {
    long one = student("M-1", "A", "shared@example.com");
    long two = student("M-2", "B", "shared@example.com");
    long none = student("M-3", "C", "");
    long bad = student("M-4", "D", "not an address");
    int before = smtp.accepted().size();

    int job = enqueue(Map.of("student_ids", List.of(none, bad, one, two), "email", true));
    Map<String, byte[]> zip = zip(job);

    job(job)
        .then()
        .body("progress.done", equalTo(2))
        .body("progress.failed", equalTo(2))
        .body("error", equalTo(""));
    assertThat(smtp.accepted()).hasSize(before + 2);
    assertThat(index(zip))
        .anyMatch(line -> line.endsWith("failed,The student has no e-mail address."));
    assertThat(index(zip)).anyMatch(line -> line.startsWith("M-2") && line.endsWith("mailed,"));
    assertThat(zip).hasSize(5);
    assertRecount(job);

    server.sql("update student set email = 'c@example.com' where id = ?", none);
    given().spec(server.as("Admin")).post("/api/jobs/" + job + "/retry/").then().statusCode(200);
    awaitState(job, "succeeded").then().body("progress.done", equalTo(3));
    assertThat(smtp.accepted()).as("those who had theirs get no second").hasSize(before + 3);
    assertRecount(job);
  }

  @Test
  void aStudentWhoIsGoneFailsAlone() {
    long one = student("G-1", "A", "");
    int job = (int) batchRow("{\"email\": false}", one, 999_999L);

    Map<String, byte[]> zip = zip(job);

    job(job).then().body("progress.done", equalTo(1)).body("progress.failed", equalTo(1));
    assertThat(index(zip)).anyMatch(line -> line.endsWith("failed,The student no longer exists."));
    assertRecount(job);
  }

  @Test
  void aHeldStudentIsAPartThatFailedWithTheReason() {
    long one = student("L-1", "A", "");
    long held = student("L-2", "B", "");
    server.sql(
        "insert into student_hold (student_id, type, reason, placed_by)"
            + " values (?, 'dues', 'Hostel 2026', 'x')",
        held);
    int job = enqueue(Map.of("student_ids", List.of(one, held)));

    Map<String, byte[]> zip = zip(job);

    job(job).then().body("progress.done", equalTo(1)).body("progress.failed", equalTo(1));
    assertThat(zip).hasSize(2);
    assertThat(index(zip))
        .anyMatch(
            line -> line.startsWith("L-2,B,,,,failed,") && line.contains("dues: Hostel 2026"));
    assertThat(server.id("select count(*) from document where student_id = ?", held)).isZero();
    assertThat(server.id("select count(*) from document where issued_by = 'examcell'"))
        .as("the register names who asked for the batch")
        .isPositive();
    assertRecount(job);
  }

  private static long batchRow(String payload, long... students) {
    long job =
        server.id(
            "insert into job (type, payload, total, run_at) values ('batch_generate_transcripts',"
                + " cast(? as jsonb), ?, 'infinity') returning id",
            payload,
            students.length);
    for (long student : students) {
      server.sql("insert into job_part (job_id, subject) values (?, ?)", job, student);
    }
    server.sql("update job set run_at = now() where id = ?", job);
    return job;
  }

  @Test
  void aPayloadOfAnotherKindIsDeadWithTheReason() {
    for (String payload : List.of("{}", "{\"email\": \"yes\"}", "[]", "7")) {
      int job = (int) batchRow(payload, 1);
      awaitState(job, "dead").then().body("error", startsWith("The payload"));
      assertRecount(job);
    }
  }

  @Test
  void aMailServerThatIsAwayDelaysAndDoublesNothing() {
    long one = student("S-1", "A", "s1@example.com");
    long two = student("S-2", "B", "s2@example.com");
    int before = smtp.accepted().size();
    smtp.answer("rcpt", "450 greylisted");

    int job = enqueue(Map.of("student_ids", List.of(one, two), "email", true));
    await().atMost(LIMIT).until(() -> (int) job(job).path("attempts") >= 2);
    job(job).then().body("progress.done", equalTo(0)).body("error", not(equalTo("")));
    smtp.behave();

    awaitState(job, "succeeded").then().body("progress.done", equalTo(2));
    assertThat(smtp.accepted()).hasSize(before + 2);
    assertRecount(job);
  }

  @Test
  void nothingIsSentOnceTheCancellationIsAcknowledged() {
    List<Long> students = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      students.add(student("C-" + i, "A", "c" + i + "@example.com"));
    }
    int before = smtp.accepted().size();
    int job = enqueue(Map.of("student_ids", students, "email", true));
    await().atMost(LIMIT).until(() -> smtp.accepted().size() > before + 5);

    given()
        .spec(server.as("Admin"))
        .post("/api/jobs/" + job + "/cancel/")
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelled"));
    int acknowledged = smtp.accepted().size();

    await()
        .during(Duration.ofMillis(700))
        .atMost(LIMIT)
        .until(() -> smtp.accepted().size() == acknowledged);
    assertThat(acknowledged).isLessThan(before + 60);
    job(job).then().body("progress.done", equalTo(acknowledged - before));
    assertRecount(job);

    given().spec(server.as("Admin")).post("/api/jobs/" + job + "/retry/").then().statusCode(200);
    assertRecount(job);
    awaitState(job, "succeeded").then().body("progress.done", equalTo(60));
    assertThat(smtp.accepted()).hasSize(before + 60);
    assertThat(new HashSet<>(smtp.accepted())).hasSameSizeAs(smtp.accepted());
  }

  @Test
  void aFullDiskIsWaitedForInTheOpenAndLeavesNoHalfFile() throws IOException {
    Path jobs = server.folder().resolve("media/jobs");
    long one = student("X-1", "A", "");
    zip(enqueue(Map.of("student_ids", List.of(one))));
    Path aside = jobs.resolveSibling("jobs-aside");
    Files.move(jobs, aside);
    Files.createFile(jobs); // what stands where the folder was lets no file be made
    try {
      int job = enqueue(Map.of("student_ids", List.of(student("X-2", "A", ""))));
      await()
          .atMost(LIMIT)
          .until(() -> String.valueOf(job(job).<String>path("error")).startsWith("Files cannot"));
      assertThat(String.valueOf(job(job).<String>path("error"))).doesNotContain(jobs.toString());
      assertRecount(job);
      Files.delete(jobs);
      Files.move(aside, jobs);
      zip(job);
    } finally {
      if (Files.isDirectory(aside)) {
        Files.deleteIfExists(jobs);
        Files.move(aside, jobs);
      }
    }
    try (Stream<Path> files = Files.list(jobs)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }
}
