package edu.fmu.sims.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The register over HTTP: who sees what, files, revocation, holds. */
class DocumentApiIT {
  private static final String DOCUMENTS = "/api/documents/";

  @AutoClose private static final TestServer server = TestServer.start();

  private static Campus campus;
  private static long section;

  @BeforeAll
  static void campus() {
    campus = new Campus(server);
    section = campus.section("teacher");
  }

  private static RequestSpecification own(long student) {
    return server.as("holder-" + student, "Student", student);
  }

  private static Response transcript(RequestSpecification as, long student) {
    return given().spec(as).get("/api/transcripts/" + student + "/");
  }

  /** A student with a transcript. */
  private static long issuedStudent() {
    long student = campus.student(section);
    transcript(server.as("Registrar"), student).then().statusCode(200);
    return student;
  }

  private static long documentOf(long student) {
    return server.id("select max(id) from document where student_id = ?", student);
  }

  private static ValidatableResponse asOf(long student, long id, Instant at) {
    return given()
        .spec(own(student))
        .queryParam("as_of", at.toString())
        .get(DOCUMENTS + id + "/")
        .then();
  }

  private static ValidatableResponse revoke(String role, long id, Map<String, ?> body) {
    return given().spec(server.as(role)).body(body).post(DOCUMENTS + id + "/revoke/").then();
  }

  private static void hold(long student) {
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("student", student, "type", "dues", "reason", "Hostel 2026"))
        .post("/api/holds/")
        .then()
        .statusCode(201);
  }

  private static String text(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String figure(String name) {
    return given()
        .spec(server.anonymous())
        .get("/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static Path fileOf(byte[] content) throws IOException {
    String hash = DocumentFiles.hash(content);
    try (Stream<Path> files = Files.walk(server.folder().resolve("media"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(hash))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void anEntrySaysWhatWasIssuedByWhomAndWhy() {
    long student = issuedStudent();
    Response answer = given().spec(server.as("ExamCell")).get(DOCUMENTS + documentOf(student));
    answer
        .then()
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("student", equalTo((int) student))
        .body("type", equalTo("transcript"))
        .body("serial", containsString("TR-"))
        .body("issued_by", equalTo("registrar"))
        .body("issued_at", containsString("Z"))
        .body("revoked_at", nullValue())
        .body("revoked_reason", equalTo(""))
        .body("superseded_at", nullValue())
        .body("status", equalTo("valid"))
        .body("reason", equalTo("Asked for by registrar"));
    assertThat(answer.jsonPath().<String, Object>getMap("$").keySet())
        .as("the code is for who holds the paper")
        .isEqualTo(
            Set.of(
                "id",
                "serial",
                "type",
                "student",
                "student_detail",
                "sha256",
                "issued_at",
                "issued_by",
                "revoked_at",
                "revoked_reason",
                "status",
                "reason",
                "superseded_at"));
  }

  @Test
  void theListIsFilteredAndSearched() {
    long student = issuedStudent();
    int first = (int) documentOf(student);
    server.sql("update student set name = 'Renamed' where id = ?", student);
    transcript(server.as("Registrar"), student).then().statusCode(200);
    int second = (int) documentOf(student);
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + "?student=" + student)
        .then()
        .body("results.id", contains(first, second))
        .body("results.status", contains("superseded", "valid"));
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + "?status=superseded&type=transcript&student=" + student)
        .then()
        .body("results.id", contains(first));
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + "?type=noc&student=" + student)
        .then()
        .body("count", equalTo(0));
    String serial = given().spec(server.as("Admin")).get(DOCUMENTS + second + "/").path("serial");
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + "?search=" + serial)
        .then()
        .body("results.id", contains(second));
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + "?ordering=-issued_at&student=" + student)
        .then()
        .body("results.id", contains(second, first));
    given().spec(server.as("Admin")).get(DOCUMENTS + "?student=x").then().statusCode(400);
    given().spec(server.as("Admin")).body("{}").post(DOCUMENTS).then().statusCode(405);
  }

  @Test
  void aStudentSeesTheOwnAndATeacherNone() {
    long student = issuedStudent();
    long other = issuedStudent();
    given().spec(own(student)).get(DOCUMENTS).then().body("count", equalTo(1));
    long id = documentOf(student);
    given().spec(own(student)).get(DOCUMENTS + id + "/").then().statusCode(200);
    given().spec(own(student)).get(DOCUMENTS + id + "/file/").then().statusCode(200);
    long foreign = documentOf(other);
    given().spec(own(student)).get(DOCUMENTS + foreign + "/").then().statusCode(404);
    given().spec(own(student)).get(DOCUMENTS + foreign + "/file/").then().statusCode(404);
    for (String path : List.of("", id + "/", id + "/file/")) {
      given()
          .spec(server.as("teacher", "Faculty", null))
          .get(DOCUMENTS + path)
          .then()
          .statusCode(403);
      given().spec(server.anonymous()).get(DOCUMENTS + path).then().statusCode(401);
    }
    given().spec(server.as("Admin")).get(DOCUMENTS + "999999/").then().statusCode(404);
    given().spec(server.as("Admin")).get(DOCUMENTS + "999999/file/").then().statusCode(404);
  }

  @Test
  void aFileIsTheOneThatWasIssuedAndWhoFetchedItIsOnRecord() {
    long student = issuedStudent();
    byte[] issued = transcript(own(student), student).asByteArray();
    long id = documentOf(student);
    String noted =
        "select count(*) from disclosure where student_id = ? and path like '%/documents/%/file/'";
    byte[] ownFile = given().spec(own(student)).get(DOCUMENTS + id + "/file/").asByteArray();
    assertThat(server.id(noted, student)).isZero();
    Response answer = given().spec(server.as("Registrar")).get(DOCUMENTS + id + "/file/");
    answer
        .then()
        .statusCode(200)
        .contentType("application/pdf")
        .header("Content-Disposition", containsString("attachment; filename=\"transcript_R-"));
    assertThat(answer.asByteArray()).isEqualTo(issued).isEqualTo(ownFile);
    assertThat(server.id(noted, student)).isEqualTo(1);
  }

  @Test
  void aFileThatIsGoneOrAlteredIsNeverHandedOut() throws IOException {
    long student = issuedStudent();
    byte[] issued = transcript(own(student), student).asByteArray();
    long id = documentOf(student);
    Path file = fileOf(issued);
    byte[] forged = issued.clone();
    forged[forged.length / 2]++;

    Files.write(file, forged);
    Response altered = given().spec(server.as("Registrar")).get(DOCUMENTS + id + "/file/");
    altered.then().statusCode(409).body("error.message", containsString("missing or damaged"));
    altered.then().body("type", containsString("file-damaged"));
    assertThat(figure("sims_document_file_faults_total{fault=\"altered\"}")).doesNotEndWith(" 0.0");

    Files.delete(file);
    given().spec(own(student)).get(DOCUMENTS + id + "/file/").then().statusCode(409);
    assertThat(figure("sims_document_file_faults_total{fault=\"gone\"}")).doesNotEndWith(" 0.0");

    transcript(server.as("Registrar"), student).then().statusCode(200);
    assertThat(documentOf(student)).as("it can be issued anew").isGreaterThan(id);
    given()
        .spec(server.as("Registrar"))
        .get(DOCUMENTS + id + "/")
        .then()
        .body("status", equalTo("superseded"));

    long lost = documentOf(student);
    Files.write(file, issued);
    given().spec(server.as("Registrar")).get(DOCUMENTS + id + "/file/").then().statusCode(200);
    given().spec(server.as("Registrar")).get(DOCUMENTS + lost + "/file/").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Admin", "Registrar", "ExamCell"})
  void theOfficeRevokesOnceAndWithAReason(String role) {
    long student = issuedStudent();
    long id = documentOf(student);
    revoke(role, id, Map.of()).statusCode(400).body("error.details", hasKey("reason"));
    revoke(role, id, Map.of("reason", "  ")).statusCode(400);
    revoke(role, id, Map.of("reason", "x".repeat(256))).statusCode(400);
    given()
        .spec(server.as(role))
        .header("If-Match", "\"7\"")
        .body(Map.of("reason", "Wrong"))
        .post(DOCUMENTS + id + "/revoke/")
        .then()
        .statusCode(412);
    revoke(role, id, Map.of("reason", " Issued in error. "))
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("status", equalTo("revoked"))
        .body("revoked_reason", equalTo("Issued in error."))
        .body("revoked_at", containsString("Z"));
    Instant issued =
        Instant.parse(given().spec(own(student)).get(DOCUMENTS + id + "/").path("issued_at"));
    asOf(student, id, issued)
        .statusCode(200)
        .body("status", equalTo("valid"))
        .body("revoked_at", nullValue())
        .body("revoked_reason", equalTo(""));
    asOf(student, id, Instant.now()).body("revoked_reason", equalTo("Issued in error."));
    asOf(student, id, issued.minusSeconds(1)).statusCode(404);
    revoke(role, id, Map.of("reason", "Again"))
        .statusCode(409)
        .body("error.message", containsString("Issued in error."));
    revoke(role, 999_999, Map.of("reason", "Gone")).statusCode(404);
    given().spec(own(student)).get(DOCUMENTS + id + "/file/").then().statusCode(200);
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Document' and object_id = ?"
                    + " and summary like '%Issued in error.'",
                String.valueOf(id)))
        .isEqualTo(1);
  }

  @Test
  void othersRevokeNothing() {
    long student = issuedStudent();
    long id = documentOf(student);
    revoke("Faculty", id, Map.of("reason", "No")).statusCode(403);
    given()
        .spec(own(student))
        .body(Map.of("reason", "No"))
        .post(DOCUMENTS + id + "/revoke/")
        .then()
        .statusCode(403);
  }

  @Test
  void whatTookThePlaceOfARevokedOneIsAnotherDocument() {
    long student = issuedStudent();
    long id = documentOf(student);
    revoke("Admin", id, Map.of("reason", "Stolen paper"));
    transcript(server.as("Registrar"), student).then().statusCode(200);
    assertThat(documentOf(student)).isGreaterThan(id);
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + id + "/")
        .then()
        .body("status", equalTo("revoked"))
        .body("superseded_at", nullValue());
  }

  @Test
  void ofTwoRevocationsOneHoldsAndIssuersSeeIt() throws Exception {
    long student = issuedStudent();
    long id = documentOf(student);
    RequestSpecification admin = server.as("Admin");
    RequestSpecification registrar = server.as("Registrar");
    Callable<Integer> revoking =
        () ->
            given()
                .spec(admin)
                .body(Map.of("reason", "Race"))
                .post(DOCUMENTS + id + "/revoke/")
                .statusCode();
    Callable<Integer> issuing = () -> transcript(registrar, student).statusCode();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          threads.invokeAll(List.of(issuing, revoking, issuing, revoking, issuing, issuing));
      assertThat(List.of(all.get(1).get(), all.get(3).get())).containsExactlyInAnyOrder(200, 409);
      for (int i : new int[] {0, 2, 4, 5}) {
        assertThat(all.get(i).get()).isEqualTo(200);
      }
    }
    transcript(registrar, student).then().statusCode(200);
    assertThat(
            server.id(
                "select count(*) from document where student_id = ? and revoked_at is null",
                student))
        .isEqualTo(1);
  }

  @Test
  void aHoldBarsEveryIssueAndSaysWhy() {
    long student = issuedStudent();
    RequestSpecification holder = own(student);
    hold(student);
    for (RequestSpecification as : List.of(server.as("Registrar"), holder)) {
      transcript(as, student)
          .then()
          .statusCode(409)
          .body("type", containsString("held"))
          .body("error.details.student", contains("Unpaid dues: Hostel 2026"));
      given()
          .spec(as)
          .body(Map.of("student_id", student))
          .post("/api/transcripts/enqueue/")
          .then()
          .statusCode(409);
    }
    transcript(server.as("teacher", "Faculty", null), student)
        .then()
        .statusCode(409)
        .body("error.message", not(containsString("Hostel")))
        .body("error.details", not(hasKey("student")));
    given()
        .spec(holder)
        .get(DOCUMENTS + documentOf(student) + "/file/")
        .then()
        .statusCode(200); // it was issued before
    transcript(server.as("other-teacher", "Faculty", null), student).then().statusCode(404);
  }

  @Test
  void aProvisionalTranscriptIsMarkedAndOnlyTheOfficeMakesOneDuringAHold() {
    long student = issuedStudent();
    hold(student);
    given()
        .spec(own(student))
        .get("/api/transcripts/" + student + "/?type=provisional")
        .then()
        .statusCode(409);
    Response made =
        given()
            .spec(server.as("ExamCell"))
            .get("/api/transcripts/" + student + "/?type=provisional");
    made.then().statusCode(200);
    assertThat(text(made.asByteArray())).contains("Provisional Transcript", "PT-");
    given()
        .spec(server.as("Admin"))
        .get(DOCUMENTS + "?student=" + student + "&status=valid")
        .then()
        .body("results.type", contains("transcript", "provisional_transcript"));
    given()
        .spec(server.as("Admin"))
        .get("/api/transcripts/" + student + "/?type=final")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("type"));
  }

  @Test
  void theDatabaseKeepsTheRegisterAsItIs() throws SQLException {
    long student = issuedStudent();
    long id = documentOf(student);
    revoke("Admin", id, Map.of("reason", "For good"));
    for (String change :
        List.of(
            "update document set sha256 = 'x' where id = " + id,
            "update document set snapshot = '{}' where id = " + id,
            "update document set student_id = student_id + 1 where id = " + id,
            "update document set revoked_at = null, revoked_by = '', revoked_reason = ''"
                + " where id = "
                + id,
            "update document set revoked_reason = 'y' where id = " + id,
            "delete from document where id = " + id)) {
      assertThatThrownBy(() -> execute(change)).as(change).isInstanceOf(SQLException.class);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.database().app().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void longAndMixedNamesAreIssuedAsTheyAre() {
    for (String name :
        List.of("N".repeat(255), "فاطمہ زہرا ".repeat(23), "Ali علی \u202Egnp\u202C فاطمہ")) {
      long student = campus.student(section);
      server.sql("update student set name = ?, name_ur = ? where id = ?", name, name, student);
      byte[] file = transcript(server.as("Registrar"), student).asByteArray();
      assertThat(new String(file, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
      assertThat(server.id("select count(*) from document where holder_name = ?", name))
          .isEqualTo(1);
    }
  }

  @Test
  void manyReadersAtOnceMakeOneDocument() throws Exception {
    long student = campus.student(section);
    RequestSpecification registrar = server.as("Registrar");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> reading = () -> transcript(registrar, student).statusCode();
      for (Future<Integer> status : threads.invokeAll(Collections.nCopies(40, reading))) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
    assertThat(server.id("select count(*) from document where student_id = ?", student))
        .isEqualTo(1);
  }
}
