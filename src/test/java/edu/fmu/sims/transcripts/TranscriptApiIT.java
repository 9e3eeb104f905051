package edu.fmu.sims.transcripts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import edu.fmu.sims.documents.DocumentFiles;
import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TranscriptApiIT {
  private static final Pattern CODE = Pattern.compile("/verify/([0-9a-z]{26})");
  private static final Pattern SERIAL = Pattern.compile("TR-\\d{4}-\\d{6}");

  @AutoClose private static final TestServer server = TestServer.start();

  private static long section;

  @BeforeAll
  static void courses() {
    server.sql("insert into program (name) values ('MBBS')");
    server.sql("insert into term (name, start_date) values ('Spring 2026', '2026-02-01')");
    server.sql(
        "insert into course (code, title, credits, program_id)"
            + " select 'ANA-101', 'Gross Anatomy', 4, id from program");
    server.sql("insert into section (course_id, term_id) select c.id, t.id from course c, term t");
    section = server.id("select id from section");
  }

  private static long student(String regNo, String state) {
    long id =
        server.id(
            "insert into student (reg_no, name, program_id, email)"
                + " select ?, 'Fatima Zahra Malik', id, ? from program returning id",
            regNo,
            regNo.toLowerCase(Locale.ROOT) + "@student.example");
    server.sql(
        "insert into result (student_id, section_id, final_grade) values (?, ?, 'A')", id, section);
    if (!state.equals("draft")) {
      publish(id);
    }
    return id;
  }

  private static void publish(long student) {
    server.sql(
        "update result set state = 'published', published_at = now(), published_by = 'x'"
            + " where student_id = ?",
        student);
  }

  private static RequestSpecification registrar() {
    return given().spec(server.as("Registrar"));
  }

  private static byte[] download(RequestSpecification caller, long student) {
    return caller
        .get("/api/transcripts/" + student + "/")
        .then()
        .statusCode(200)
        .contentType("application/pdf")
        .extract()
        .asByteArray();
  }

  private static String text(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(matcher.groupCount());
  }

  @Test
  void theSameDocumentIsHandedOutUntilWhatItStatesChanges() {
    long student = student("T-001", "published");
    byte[] first = download(registrar(), student);
    assertThat(text(first)).contains("ANA-101", "Gross Anatomy", "T-001", "Fatima Zahra Malik");
    assertThat(download(given().spec(server.as("ExamCell")), student)).isEqualTo(first);

    server.sql("update student set name = 'Fatima Malik' where id = ?", student);
    byte[] second = download(registrar(), student);
    assertThat(first(SERIAL, text(second))).isNotEqualTo(first(SERIAL, text(first)));

    registrar()
        .get("/api/transcripts/verify/" + first(CODE, text(first)) + "/")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("status", equalTo("superseded"));
    given()
        .spec(server.anonymous())
        .get("/api/verify/" + first(CODE, text(second)) + "/")
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("serial", equalTo(first(SERIAL, text(second))))
        .body("student_name", equalTo("F. M."))
        .body("program", equalTo("MBBS"));
    given()
        .spec(server.anonymous())
        .get("/verify/" + first(CODE, text(second)))
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("Valid"));
  }

  @Test
  void aFailedCourseEarnsNoCredits() {
    long student = student("T-F", "draft");
    server.sql("update result set final_grade = 'F' where student_id = ?", student);
    publish(student);
    assertThat(text(download(registrar(), student))).containsPattern("Credits earned\\s+0\\s");
    given()
        .spec(server.as("Registrar"))
        .get("/api/students/" + student + "/record/")
        .then()
        .body("credits", equalTo(4))
        .body("credits_attempted", equalTo(4))
        .body("credits_earned", equalTo(0));
  }

  @Test
  void aDocumentThatIsGoneFromDiskIsIssuedAnew() throws IOException {
    long student = student("T-002", "published");
    byte[] first = download(registrar(), student);
    Path file;
    String hash = DocumentFiles.hash(first);
    try (Stream<Path> files = Files.walk(server.folder().resolve("media"))) {
      file = files.filter(f -> f.getFileName().toString().startsWith(hash)).findFirst().get();
    }
    Files.writeString(file, "damaged");
    byte[] second = download(registrar(), student);
    assertThat(first(SERIAL, text(second))).isNotEqualTo(first(SERIAL, text(first)));
  }

  @Test
  void draftsAreNeverPrinted() {
    long student = student("T-003", "draft");
    assertThat(text(download(registrar(), student))).doesNotContain("ANA-101");
  }

  @Test
  void aStudentGetsTheOwnTranscriptOnly() {
    long own = student("T-004", "published");
    long other = student("T-005", "published");
    RequestSpecification caller = server.as("t-004", "Student", own);
    assertThat(text(download(given().spec(caller), own))).contains("T-004");
    given().spec(caller).get("/api/transcripts/" + other + "/").then().statusCode(404);
    given()
        .spec(caller)
        .body(Map.of("student_id", other))
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(404);
    given()
        .spec(server.as("idle", "Faculty", null))
        .get("/api/transcripts/" + own + "/")
        .then()
        .statusCode(404);
    given()
        .spec(server.as("idle", "Faculty", null))
        .body(Map.of("student_id", own))
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(403);
  }

  @Test
  void theMailIsMadeInTheBackground() throws IOException {
    long student = student("T-006", "published");
    int job =
        registrar()
            .body(Map.of("student_id", student, "email", "fatima@example.com"))
            .post("/api/transcripts/enqueue/")
            .then()
            .statusCode(202)
            .body("student_id", equalTo((int) student))
            .body("message", containsString("enqueued"))
            .extract()
            .path("job_id");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                registrar()
                    .get("/api/jobs/" + job + "/")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("succeeded")));
    try (Stream<Path> mails = Files.list(server.folder().resolve("mail"))) {
      List<Path> found =
          mails.filter(m -> m.toString().endsWith(".eml") && mentions(m, "fatima@")).toList();
      assertThat(found).hasSize(1);
      assertThat(Files.readString(found.getFirst())).contains("transcript_T-006.pdf");
    }
  }

  private static boolean mentions(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void badRequestsNameTheField() {
    long student = student("T-007", "published");
    registrar()
        .body(Map.of("student_id", student, "email", "not an address"))
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("email"));
    registrar()
        .body("{}")
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student_id"));
    registrar()
        .body("{\"student_id\": \"x\"}")
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student_id"));
    registrar()
        .body("{\"student_id\": 999999}")
        .post("/api/transcripts/enqueue/")
        .then()
        .statusCode(404);
    registrar().get("/api/transcripts/999999/").then().statusCode(404);
    for (String code : List.of("nonsense", "0000000000000000000000000z")) {
      given()
          .spec(server.anonymous())
          .urlEncodingEnabled(false)
          .get("/api/transcripts/verify/" + code + "/")
          .then()
          .statusCode(200)
          .body("valid", equalTo(false))
          .body("status", equalTo("unknown"))
          .body("serial", equalTo(""))
          .body("type", equalTo(""))
          .body("student_name", equalTo(""))
          .body("program", equalTo(""));
    }
  }

  @Test
  void issuersAtOnceMakeOneDocument() throws Exception {
    long student = student("T-008", "published");
    server.user("registrar", "Registrar", null);
    String token = server.signIn("registrar");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<byte[]> issue = () -> download(given().spec(server.withToken(token)), student);
      List<Future<byte[]>> issued = threads.invokeAll(Collections.nCopies(12, issue));
      byte[] one = issued.getFirst().get();
      for (Future<byte[]> other : issued) {
        assertThat(other.get()).isEqualTo(one);
      }
    }
    assertThat(server.id("select count(*) from document where student_id = ?", student))
        .isEqualTo(1);
  }

  @Test
  void serialsRunWithoutGaps() {
    for (int i = 0; i < 3; i++) {
      download(registrar(), student("T-1" + i, "published"));
    }
    assertThat(
            server.id(
                "select max(last) - count(*) from document_serial s, document d"
                    + " where s.type = 'transcript' and d.type = 'transcript'"))
        .isZero();
  }
}
