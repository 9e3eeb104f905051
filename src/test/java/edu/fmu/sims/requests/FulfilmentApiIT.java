package edu.fmu.sims.requests;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests that end in a document, and the templates of letters. */
class FulfilmentApiIT {
  private static final String REQUESTS = "/api/requests/";
  private static final String TEMPLATES = "/api/letter-templates/";

  @AutoClose private static final TestServer server = TestServer.start();
  private static final Campus campus = new Campus(server);

  private static RequestSpecification own(long student) {
    return server.as("s-" + student, "Student", student);
  }

  private static ValidatableResponse post(
      RequestSpecification as, String path, Map<String, ?> body) {
    return given().spec(as).body(body).post(path).then();
  }

  private static int approved(long student, String type) {
    int id =
        post(own(student), REQUESTS, Map.of("type", type)).statusCode(201).extract().path("id");
    step(id, Map.of("status", "approved")).statusCode(200).body("document", nullValue());
    return id;
  }

  private static ValidatableResponse step(int request, Map<String, ?> body) {
    return post(server.as("Registrar"), REQUESTS + request + "/transition/", body);
  }

  private static ValidatableResponse complete(int request) {
    return step(request, Map.of("status", "completed"));
  }

  private static ValidatableResponse show(int request) {
    return given().spec(server.as("Registrar")).get(REQUESTS + request + "/").then();
  }

  private static String text(long student, int document) {
    byte[] file =
        given()
            .spec(own(student))
            .get("/api/documents/" + document + "/file/")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    try (PDDocument pdf = Loader.loadPDF(file)) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long documents(long student) {
    return server.id("select count(*) from document where student_id = ?", student);
  }

  private static boolean mentions(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long mails(String recipient) {
    Path folder = server.folder().resolve("mail");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> mails = Files.list(folder)) {
      return mails
          .filter(mail -> mail.toString().endsWith(".eml") && mentions(mail, recipient))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCompletedRequestHasItsDocumentAndTheStudentGetsIt() {
    long student = campus.student();
    server.sql("update student set email = 'bona@example.com' where id = ?", student);
    int request = approved(student, "bonafide");
    int document =
        complete(request)
            .statusCode(200)
            .body("status", equalTo("completed"))
            .body("document", notNullValue())
            .extract()
            .path("document");
    given()
        .spec(own(student))
        .get(REQUESTS + request + "/")
        .then()
        .body("document", equalTo(document));
    given()
        .spec(own(student))
        .get("/api/documents/" + document + "/")
        .then()
        .body("type", equalTo("bonafide"))
        .body("serial", containsString("BC-"))
        .body("issued_by", equalTo("registrar"))
        .body("reason", equalTo("Request " + request));
    assertThat(text(student, document))
        .contains("Bonafide Certificate", "is a bonafide student of", "MBBS", "whatever purpose");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(mails("bona@example.com")).isEqualTo(1));
    given()
        .spec(own(student))
        .get("/api/jobs/")
        .then()
        .body("results.type", contains("mail_document"));
  }

  @Test
  void theOfficeSaysWhatALetterIsFor() {
    long student = campus.student();
    int request = approved(student, "noc");
    int document =
        step(request, Map.of("status", "completed", "purpose", "travel to Lahore {{status}}"))
            .statusCode(200)
            .extract()
            .path("document");
    assertThat(text(student, document))
        .contains("No Objection Certificate", "with regard to travel to Lahore {{status}}");
    step(request, Map.of("status", "completed", "purpose", "x".repeat(256)))
        .statusCode(400)
        .body("error.details", hasKey("purpose"));
  }

  @Test
  void aTranscriptThatStandsAnswersTheRequest() {
    long student = campus.student();
    given()
        .spec(server.as("Registrar"))
        .get("/api/transcripts/" + student + "/")
        .then()
        .statusCode(200);
    int document =
        complete(approved(student, "transcript")).statusCode(200).extract().path("document");
    assertThat(documents(student)).isEqualTo(1);
    assertThat(server.id("select id from document where student_id = ?", student))
        .isEqualTo(document);
  }

  @Test
  void aHoldLeavesTheRequestApprovedAndSaysWhy() {
    long student = campus.student();
    int request = approved(student, "bonafide");
    int hold =
        post(
                server.as("Registrar"),
                "/api/holds/",
                Map.of("student", student, "type", "dues", "reason", "Library"))
            .statusCode(201)
            .extract()
            .path("id");
    complete(request)
        .statusCode(409)
        .body("error.details.student", contains("Unpaid dues: Library"));
    show(request).body("status", equalTo("approved")).body("document", nullValue());
    assertThat(documents(student)).isZero();

    post(server.as("Registrar"), "/api/holds/" + hold + "/release/", Map.of("note", "Paid"))
        .statusCode(200);
    complete(request).statusCode(200);
    assertThat(documents(student)).isEqualTo(1);
  }

  @Test
  void aDocumentThatCannotBeMadeLeavesTheRequestUndone() throws IOException {
    long student = campus.student();
    int request = approved(student, "noc");
    Path folder = server.folder().resolve("media/documents");
    Path aside = folder.resolveSibling("aside");
    Files.createDirectories(folder);
    Files.move(folder, aside);
    Files.createFile(folder); // what stands where the folder was lets no file be made
    try {
      complete(request).statusCode(503).header("Retry-After", "30");
      show(request).body("status", equalTo("approved")).body("document", nullValue());
      assertThat(documents(student)).isZero();
    } finally {
      Files.delete(folder);
      Files.move(aside, folder);
    }
    complete(request).statusCode(200);
  }

  @Test
  void twoWhoCompleteAtOnceIssueOneDocument() throws Exception {
    long student = campus.student();
    int request = approved(student, "bonafide");
    RequestSpecification registrar = server.as("Registrar");
    RequestSpecification admin = server.as("Admin");
    String path = REQUESTS + request + "/transition/";
    Map<String, String> body = Map.of("status", "completed");
    List<Callable<Integer>> both =
        List.of(
            () -> post(registrar, path, body).extract().statusCode(),
            () -> post(admin, path, body).extract().statusCode());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> statuses = threads.invokeAll(both);
      assertThat(List.of(statuses.getFirst().get(), statuses.getLast().get()))
          .containsExactlyInAnyOrder(200, 400);
    }
    assertThat(documents(student)).isEqualTo(1);
  }

  private static void awaitDead(String type, String payload, String reason) {
    long job =
        server.id(
            "insert into job (type, payload) values (?, cast(? as jsonb)) returning id",
            type,
            payload);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                given()
                    .spec(server.as("Admin"))
                    .get("/api/jobs/" + job + "/")
                    .then()
                    .body("state", equalTo("dead"))
                    .body("error", containsString(reason)));
  }

  @Test
  void whatWasRevokedOrIsBarredMeanwhileIsNotMailed() {
    long student = campus.student();
    int document =
        complete(approved(student, "bonafide")).statusCode(200).extract().path("document");
    post(
            server.as("Admin"),
            "/api/documents/" + document + "/revoke/",
            Map.of("reason", "Too early"))
        .statusCode(200);
    awaitDead(
        "mail_document",
        "{\"document_id\": %d, \"email\": \"late@example.com\"}".formatted(document),
        "revoked before");
    post(
            server.as("Registrar"),
            "/api/holds/",
            Map.of("student", student, "type", "dues", "reason", "Mess"))
        .statusCode(201);
    awaitDead(
        "generate_and_email_transcript",
        "{\"student_id\": %d, \"email\": \"late@example.com\"}".formatted(student),
        "Unpaid dues: Mess");
    assertThat(mails("late@example.com")).isZero();
  }

  @Test
  void whatADocumentWasIssuedForStaysItsRequest() {
    long student = campus.student();
    int request = approved(student, "bonafide");
    complete(request).statusCode(200);
    given()
        .spec(server.as("Admin"))
        .body(Map.of("type", "noc"))
        .patch(REQUESTS + request + "/")
        .then()
        .statusCode(409);
    given()
        .spec(server.as("Admin"))
        .body(Map.of("notes", "Handed over."))
        .patch(REQUESTS + request + "/")
        .then()
        .statusCode(200)
        .body("document", notNullValue());
  }

  @Test
  void aRequestOfAnotherKindIsAnsweredByALetterOrByNone() {
    post(
            server.as("Registrar"),
            TEMPLATES,
            Map.of(
                "type", "medium", "title", "Medium of Instruction", "body", "{{name}}: English."))
        .statusCode(201);
    long student = campus.student();
    complete(approved(student, "other")).statusCode(200).body("document", nullValue());
    int request = approved(student, "other");
    step(request, Map.of("status", "completed", "letter", "nothing"))
        .statusCode(400)
        .body("error.details", hasKey("letter"));
    show(request).body("status", equalTo("approved"));
    int document =
        step(request, Map.of("status", "completed", "letter", "medium"))
            .statusCode(200)
            .extract()
            .path("document");
    given()
        .spec(own(student))
        .get("/api/documents/" + document + "/")
        .then()
        .body("type", equalTo("medium"))
        .body("serial", containsString("LT-"));
    assertThat(text(student, document)).contains("Medium of Instruction", ": English.");
  }

  @Test
  void aTemplateChangesByItsNextVersion() {
    Map<String, String> first = Map.of("type", "visa", "title", "Visa Letter", "body", "One.");
    int one =
        post(server.as("Admin"), TEMPLATES, first)
            .statusCode(201)
            .body("version", equalTo(1))
            .body("current", equalTo(true))
            .body("created_by", equalTo("admin"))
            .extract()
            .path("id");
    int two =
        post(
                server.as("Registrar"),
                TEMPLATES,
                Map.of("type", "visa", "title", "Visa Letter", "body", "Two."))
            .statusCode(201)
            .body("version", equalTo(2))
            .extract()
            .path("id");
    given()
        .spec(server.as("ExamCell"))
        .get(TEMPLATES + "?type=visa&ordering=version")
        .then()
        .body("results.id", contains(one, two))
        .body("results.current", contains(false, true));
    given()
        .spec(server.as("ExamCell"))
        .get(TEMPLATES + "?type=visa&current=true")
        .then()
        .body("results.id", contains(two));
    given()
        .spec(server.as("ExamCell"))
        .get(TEMPLATES + one + "/")
        .then()
        .statusCode(200)
        .body("body", equalTo("One."));
    long student = campus.student();
    int document =
        step(approved(student, "other"), Map.of("status", "completed", "letter", "visa"))
            .extract()
            .path("document");
    assertThat(text(student, document)).contains("Two.").doesNotContain("One.");
    assertThat(server.id("select count(*) from audit_entry where model = 'LetterTemplate'"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aTemplateThatCannotBeUsedIsRefusedOnItsField() {
    for (Map.Entry<Map<String, String>, String> bad :
        List.of(
            Map.entry(Map.of("title", "T", "body", "B"), "type"),
            Map.entry(Map.of("type", "transcript", "title", "T", "body", "B"), "type"),
            Map.entry(Map.of("type", "Big", "title", "T", "body", "B"), "type"),
            Map.entry(Map.of("type", "ok", "title", " ", "body", "B"), "title"),
            Map.entry(Map.of("type", "ok", "title", "T".repeat(81), "body", "B"), "title"),
            Map.entry(Map.of("type", "ok", "title", "{{x}}", "body", "B"), "title"),
            Map.entry(Map.of("type", "ok", "title", "T", "body", "{{cgpa}}"), "body"),
            Map.entry(Map.of("type", "ok", "title", "T", "body", "{{name"), "body"),
            Map.entry(Map.of("type", "ok", "title", "T", "body", "B".repeat(4001)), "body"))) {
      post(server.as("Admin"), TEMPLATES, bad.getKey())
          .statusCode(400)
          .body("error.details", hasKey(bad.getValue()));
    }
    Map<String, String> good = Map.of("type", "ok", "title", "T", "body", "B");
    for (String role : List.of("ExamCell", "Faculty", "Student")) {
      post(server.as(role), TEMPLATES, good).statusCode(403);
    }
    given().spec(server.as("Student")).get(TEMPLATES).then().statusCode(403);
  }
}
