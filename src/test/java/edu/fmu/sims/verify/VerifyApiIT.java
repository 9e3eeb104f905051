package edu.fmu.sims.verify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.documents.DocumentFiles;
import edu.fmu.sims.pdf.Seal;
import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfCopy;
import org.openpdf.text.pdf.PdfReader;

/** What strangers are told of codes and files, and what a forged file cannot hide. */
class VerifyApiIT {
  private static final Pattern CODE = Pattern.compile("/verify/([0-9a-z]{26})");

  @AutoClose
  private static final TestServer server =
      TestServer.start(
          Clock.systemUTC(),
          Map.of(
              "SIMS_VERIFY_BURST",
              "100000",
              "SIMS_VERIFY_PER_MINUTE",
              "100000",
              "SIMS_SIGNING_KEYSTORE",
              Keys.present().toString(),
              "SIMS_SIGNING_PASSWORD",
              Keys.PASSWORD));

  private static final Campus campus = new Campus(server);

  private record Issued(long student, long id, byte[] file, String code, String serial) {}

  private static Issued issued() {
    long student = campus.student();
    byte[] file =
        given()
            .spec(server.as("Registrar"))
            .get("/api/transcripts/" + student + "/")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    long id = server.id("select max(id) from document where student_id = ?", student);
    String serial =
        given().spec(server.as("Registrar")).get("/api/documents/" + id + "/").path("serial");
    Matcher code = CODE.matcher(text(file));
    assertThat(code.find()).isTrue();
    return new Issued(student, id, file, code.group(1), serial);
  }

  private static String text(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RequestSpecification stranger() {
    return given().baseUri(server.address());
  }

  private static ValidatableResponse upload(byte[] file) {
    return stranger()
        .multiPart("file", "document.pdf", file, "application/pdf")
        .post("/api/verify/")
        .then();
  }

  private static String status(byte[] file) {
    return upload(file).statusCode(200).extract().path("status");
  }

  /** A change to a PDF as a library that writes PDFs makes it. */
  private interface Change {
    void apply(PDDocument document, ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] changed(byte[] file, Change change) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(file)) {
      change.apply(document, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] plus(byte[] file, String more) {
    byte[] tail = more.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(file, file.length + tail.length);
    System.arraycopy(tail, 0, all, file.length, tail.length);
    return all;
  }

  private static void revoke(Issued document) {
    given()
        .spec(server.as("Admin"))
        .body(Map.of("reason", "Issued in error"))
        .post("/api/documents/" + document.id() + "/revoke/")
        .then()
        .statusCode(200);
  }

  @Test
  void aCodeTellsWhatThePaperStatesAndNoMore() {
    Issued document = issued();
    server.sql("update student set name = 'Somebody Else' where id = ?", document.student());
    Response answer = stranger().get("/api/verify/" + document.code() + "/");
    answer
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("status", equalTo("valid"))
        .body("serial", equalTo(document.serial()))
        .body("type", equalTo("transcript"))
        .body("program", equalTo("MBBS"))
        .body("issued_at", containsString("Z"))
        .body("reason", equalTo(""))
        .body("reg_no", equalTo(""))
        .body("shared_until", nullValue());
    assertThat(answer.<String>path("student_name")).as("as printed").startsWith("S. ").hasSize(5);
    assertThat(answer.jsonPath().<String, Object>getMap("$").keySet())
        .isEqualTo(
            Set.of(
                "valid",
                "status",
                "serial",
                "type",
                "student_name",
                "program",
                "issued_at",
                "reason",
                "reg_no",
                "shared_until",
                "signature",
                "alteration"));
    stranger()
        .get("/api/transcripts/verify/" + document.code() + "/")
        .then()
        .body("valid", equalTo(true))
        .body("student_id", equalTo((int) document.student()));
    String typed = document.code().toUpperCase(Locale.ROOT).replace('0', 'O').replace('1', 'l');
    stranger()
        .get("/api/verify/" + typed.substring(0, 8) + "-" + typed.substring(8))
        .then()
        .body("status", equalTo("valid"));
  }

  @Test
  void codesThatAreNoneAreAnsweredAlike() {
    String unknown = stranger().get("/api/verify/" + "0".repeat(26) + "/").asString();
    assertThat(unknown).contains("\"status\":\"unknown\"");
    for (String code :
        List.of(
            "x",
            "TR-2026-000001",
            "0".repeat(40),
            "u".repeat(26),
            "0".repeat(500),
            "%20",
            "%00a")) {
      Response answer = stranger().urlEncodingEnabled(false).get("/api/verify/" + code + "/");
      if (answer.statusCode() != 400) {
        assertThat(answer.statusCode()).as(code).isEqualTo(200);
        assertThat(answer.asString()).as(code).isEqualTo(unknown);
      }
    }
    stranger().get("/api/verify/" + "0".repeat(26) + "/file/").then().statusCode(404);
    stranger().get("/api/verify/" + issued().code() + "/file/").then().statusCode(404);
  }

  @Test
  void theFileThatWasIssuedIsKnownHoweverItIsSent() throws IOException {
    Issued document = issued();
    upload(document.file())
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("serial", equalTo(document.serial()));
    for (String type : List.of("application/pdf", "application/octet-stream")) {
      stranger()
          .contentType(type)
          .body(document.file())
          .post("/api/verify")
          .then()
          .statusCode(200)
          .body("status", equalTo("valid"));
    }
    String name = DocumentFiles.hash(document.file()) + ".pdf";
    try (Stream<Path> files = Files.walk(server.folder().resolve("media"))) {
      for (Path file : files.filter(f -> f.endsWith(name)).toList()) {
        Files.delete(file);
      }
    }
    assertThat(status(document.file())).as("the register knows it").isEqualTo("valid");
  }

  @Test
  void aFileThatNoLongerStandsSaysSo() {
    Issued old = issued();
    server.sql("update student set name = 'New Name' where id = ?", old.student());
    given()
        .spec(server.as("Registrar"))
        .get("/api/transcripts/" + old.student() + "/")
        .then()
        .statusCode(200);
    upload(old.file()).body("status", equalTo("superseded")).body("valid", equalTo(false));
    Issued bad = issued();
    revoke(bad);
    upload(bad.file())
        .body("status", equalTo("revoked"))
        .body("valid", equalTo(false))
        .body("reason", containsString("Issued in error"));
    stranger()
        .get("/api/verify/" + bad.code() + "/")
        .then()
        .body("status", equalTo("revoked"))
        .body("reason", containsString("Issued in error"));
    assertThat(status(plus(bad.file(), "\n"))).isEqualTo("altered");
  }

  private static String alteration(byte[] file) {
    Response answer = upload(file).statusCode(200).extract().response();
    assertThat(answer.<Boolean>path("valid")).isFalse();
    String how = answer.path("alteration");
    return answer.path("status") + " " + how + " " + answer.path("signature");
  }

  @Test
  void whateverIsAddedToAFileIsAltered() {
    Issued document = issued();
    byte[] file = document.file();
    upload(file).body("status", equalTo("valid")).body("signature", equalTo("valid"));
    String added = "altered appended valid";
    assertThat(alteration(plus(file, "\n"))).as("a line end").isEqualTo(added);
    assertThat(alteration(plus(file, "%%EOF"))).as("another mark").isEqualTo(added);
    assertThat(alteration(plus(file, "\0".repeat(4096)))).as("zeros").isEqualTo(added);
    upload(plus(file, "1 0 obj <</A 1>> endobj\nstartxref\n0\n%%EOF\n"))
        .body("status", equalTo("altered"))
        .body("serial", equalTo(document.serial()))
        .body("reason", containsString("added"));
    byte[] incremental =
        changed(
            file,
            (pdf, out) -> {
              pdf.getDocumentInformation().setTitle("Other");
              pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
              pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
              pdf.saveIncremental(out);
            });
    assertThat(alteration(incremental)).as("an incremental update").isEqualTo(added);
  }

  @Test
  void whateverIsChangedInAFileIsAltered() throws IOException {
    byte[] file = issued().file();
    String broken = "altered signature_broken broken";
    int content = latin(file).indexOf("stream\n") + 40;
    for (int at : new int[] {content, file.length / 2, 10}) {
      byte[] flipped = file.clone();
      flipped[at] ^= 1;
      assertThat(alteration(flipped)).as("one bit at " + at).isEqualTo(broken);
    }
    byte[] behind = file.clone();
    behind[file.length - 3] ^= 1; // the last mark
    assertThat(alteration(behind)).isEqualTo(broken);
    assertThat(alteration(plus("junk\n".getBytes(StandardCharsets.US_ASCII), latin(file))))
        .as("something in front")
        .isEqualTo(broken);
    Change metadata =
        (pdf, out) -> {
          pdf.getDocumentInformation().setTitle("Transcript of somebody else");
          pdf.save(out, CompressParameters.NO_COMPRESSION);
        };
    assertThat(alteration(changed(file, metadata))).as("metadata").isEqualTo(broken);
    assertThat(alteration(changed(file, (pdf, out) -> pdf.save(out))))
        .as("saved anew, in object streams, which hide the signature")
        .isEqualTo("altered signature_missing none");
    assertThat(
            alteration(
                changed(file, (pdf, out) -> pdf.save(out, CompressParameters.NO_COMPRESSION))))
        .as("saved anew, plain")
        .isEqualTo(broken);
    Change longer =
        (pdf, out) -> {
          pdf.addPage(new PDPage());
          pdf.setDocumentInformation(new PDDocumentInformation());
          pdf.save(out, CompressParameters.NO_COMPRESSION);
        };
    assertThat(alteration(changed(file, longer))).as("a page more").isEqualTo(broken);
    byte[] own = new Seal(Keys.foreign()).sign(file, Instant.now());
    assertThat(alteration(own)).as("signed by another as well").isEqualTo("altered appended valid");
    byte[] theirs = new Seal(Keys.foreign()).sign(withoutSignature(file), Instant.now());
    assertThat(alteration(theirs))
        .as("signed by another instead")
        .isEqualTo("altered signature_foreign foreign");
  }

  /** What the file was before it was signed. */
  private static byte[] withoutSignature(byte[] file) {
    return Arrays.copyOf(file, latin(file).indexOf("%%EOF") + 6);
  }

  @Test
  void whateverIsTakenFromAFileIsAltered() throws IOException {
    byte[] file = issued().file();
    String missing = "altered signature_missing none";
    assertThat(alteration(withoutSignature(file))).as("as before signing").isEqualTo(missing);
    Change stripped =
        (pdf, out) -> {
          for (PDSignatureField field : pdf.getSignatureFields()) {
            pdf.getPage(0).getAnnotations().removeAll(field.getWidgets());
          }
          pdf.getDocumentCatalog().setAcroForm(null);
          pdf.save(out, CompressParameters.NO_COMPRESSION);
        };
    assertThat(alteration(changed(file, stripped))).as("no form").isEqualTo(missing);
    ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
    try (PdfReader reader = new PdfReader(file)) {
      Document paper = new Document();
      PdfCopy copy = new PdfCopy(paper, rewritten);
      paper.open();
      copy.addPage(copy.getImportedPage(reader, 1));
      paper.close();
    }
    assertThat(alteration(rewritten.toByteArray()))
        .as("pages alone, by OpenPDF")
        .isEqualTo("altered signature_broken broken");
    String cut = "altered cut_short ";
    assertThat(alteration(Arrays.copyOf(file, file.length - 1))).isEqualTo(cut + "broken");
    assertThat(alteration(Arrays.copyOf(file, withoutSignature(file).length - 20)))
        .isEqualTo(cut + "none");
    upload(Arrays.copyOf(file, 2000)).body("valid", equalTo(false));
  }

  @Test
  void pagesOfTwoDocumentsInOneFileAreAltered() throws IOException {
    Issued one = issued();
    Issued two = issued();
    byte[] merged =
        changed(
            one.file(),
            (pdf, out) -> {
              try (PDDocument other = Loader.loadPDF(two.file())) {
                new PDFMergerUtility().appendDocument(pdf, other);
                pdf.save(out, CompressParameters.NO_COMPRESSION);
              }
            });
    assertThat(alteration(merged)).isEqualTo("altered signature_broken broken");
    byte[] removed =
        changed(
            merged,
            (pdf, out) -> {
              pdf.removePage(0);
              pdf.save(out);
            });
    assertThat(alteration(removed)).startsWith("altered ");
  }

  @Test
  void aDocumentOutlivesTheCertificateThatSignedIt() throws IOException {
    Issued document = issued();
    byte[] old =
        new Seal(Keys.former())
            .sign(withoutSignature(document.file()), Instant.parse("2015-01-01T00:00:00Z"));
    upload(old).body("status", equalTo("altered")).body("alteration", equalTo("content_changed"));
    server.sql(
        "insert into document (serial, type, student_id, holder_name, program, code, snapshot,"
            + " content_sha256, sha256, file, issued_at, issued_by, reason)"
            + " select 'BC-2015-000001', 'bonafide', student_id, holder_name, program,"
            + " reverse(code), snapshot, content_sha256, ?, file, '2015-01-01Z', issued_by, reason"
            + " from document where id = ?",
        DocumentFiles.hash(old),
        document.id());
    upload(old)
        .body("status", equalTo("valid"))
        .body("reason", equalTo(""))
        .body("signature", equalTo("expired"));
    stranger()
        .multiPart("file", "t.pdf", old, "application/pdf")
        .post("/verify/")
        .then()
        .body(containsString("signed while the institution"));
  }

  @Test
  void whatOurKeySignedAndTheRegisterDoesNotHoldIsUnknown() throws IOException {
    byte[] blank =
        changed(
            issued().file(),
            (pdf, out) -> {
              try (PDDocument fresh = new PDDocument()) {
                fresh.addPage(new PDPage());
                fresh.save(out);
              }
            });
    upload(new Seal(Keys.own()).sign(blank, Instant.now()))
        .body("status", equalTo("unknown"))
        .body("signature", equalTo("valid"))
        .body("reason", containsString("register does not hold it"));
  }

  private static String latin(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aForgeryAroundACodeOrASerialIsAlteredAndOnlyTheCodeTellsMore() {
    Issued document = issued();
    String forged = "%PDF-1.7\n(https://fmu.example/verify/" + document.code() + ")\n%%EOF";
    upload(forged.getBytes(StandardCharsets.US_ASCII))
        .body("status", equalTo("altered"))
        .body("valid", equalTo(false))
        .body("alteration", equalTo("signature_missing"))
        .body("serial", equalTo(document.serial()));
    String named = "%PDF-1.7\n(Serial " + document.serial() + ")\n%%EOF";
    upload(named.getBytes(StandardCharsets.US_ASCII))
        .body("status", equalTo("altered"))
        .body("serial", equalTo(""))
        .body("student_name", equalTo(""))
        .body("program", equalTo(""));
    String foreign = "%PDF-1.7\n(https://fmu.example/verify/" + "0".repeat(26) + ")\n%%EOF";
    upload(foreign.getBytes(StandardCharsets.US_ASCII)).body("status", equalTo("unknown"));
  }

  @Test
  void aFileOfSomebodyElseIsUnknown() {
    byte[] other =
        changed(
            issued().file(),
            (pdf, out) -> {
              try (PDDocument fresh = new PDDocument()) {
                fresh.addPage(new PDPage());
                fresh.save(out);
              }
            });
    upload(other).body("status", equalTo("unknown")).body("serial", equalTo(""));
    byte[] locked =
        changed(
            issued().file(),
            (pdf, out) -> {
              pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
              pdf.save(out);
            });
    upload(locked)
        .statusCode(200)
        .body("status", equalTo("unknown"))
        .body("reason", containsString("encrypted"));
  }

  @Test
  void whatIsNoPdfIsToldAndNothingFails() throws IOException {
    upload("plain text".getBytes(StandardCharsets.US_ASCII))
        .statusCode(400)
        .body("error.details", hasKey("file"));
    upload(new byte[0]).statusCode(400).body("error.details", hasKey("file"));
    stranger()
        .multiPart("other", "x.pdf", new byte[] {1}, "application/pdf")
        .post("/api/verify/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("file"));
    stranger()
        .contentType("application/json")
        .body("{}")
        .post("/api/verify/")
        .then()
        .statusCode(415);
    stranger().contentType("application/pdf").post("/api/verify/").then().statusCode(400);
    upload("%PDF-1.7 and nothing".getBytes(StandardCharsets.US_ASCII))
        .body("status", equalTo("unknown"));
    upload(bomb()).statusCode(200).body("status", equalTo("unknown"));
    String deep = "%PDF-1.7\n" + "[".repeat(2 << 20) + "<<".repeat(2 << 20) + "\n%%EOF";
    upload(deep.getBytes(StandardCharsets.US_ASCII))
        .statusCode(200)
        .body("status", equalTo("unknown"));
    upload(new byte[21 << 20]).statusCode(413);
    stranger()
        .contentType("application/pdf")
        .body(new byte[100 << 20])
        .post("/api/verify/")
        .then()
        .statusCode(413);
  }

  /** Streams that grow a thousandfold, many of them. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(new byte[16 << 20]);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 200; i++) {
      file.write("stream\n".getBytes(StandardCharsets.US_ASCII));
      file.write(packed.toByteArray());
      file.write("\nendstream\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file.toByteArray();
  }

  @Test
  void thePageAnswersWithoutAnyScript() {
    Issued document = issued();
    String form = stranger().get("/verify/").asString();
    assertThat(form)
        .contains("<form method=\"get\"", "enctype=\"multipart/form-data\"", "FMU Medical")
        .contains("prefers-color-scheme: dark")
        .contains("<html lang=\"en\">", "<label for=\"code\">", "<label for=\"file\">")
        .doesNotContain("<script");
    stranger()
        .get("/verify/" + document.code())
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("form-action 'self'"))
        .header("Referrer-Policy", "no-referrer")
        .body(containsString("Valid"))
        .body(containsString(document.serial()));
    stranger()
        .queryParam("code", " " + document.code().toUpperCase(Locale.ROOT) + " ")
        .get("/verify/")
        .then()
        .body(containsString("Valid"));
    stranger()
        .multiPart("file", "t.pdf", document.file(), "application/pdf")
        .post("/verify/")
        .then()
        .statusCode(200)
        .body(containsString("byte for byte"));
    stranger()
        .multiPart("file", "t.pdf", plus(document.file(), "x"), "application/pdf")
        .post("/verify/")
        .then()
        .body(containsString("Altered"));
    stranger()
        .multiPart("file", "t.txt", new byte[] {1, 2}, "text/plain")
        .post("/verify/")
        .then()
        .statusCode(400)
        .contentType("text/html")
        .body(containsString("no PDF"));
    stranger()
        .multiPart("file", "t.pdf", new byte[21 << 20], "application/pdf")
        .post("/verify/")
        .then()
        .statusCode(413)
        .body(containsString("20 MiB"));
    stranger()
        .queryParam("code", "<b>\"x")
        .get("/verify/")
        .then()
        .statusCode(200)
        .body(not(containsString("<b>")));
    server.sql("update student set name = '<i>Mallory' where id = ?", document.student());
    Issued spiky = issuedFor(document.student());
    stranger()
        .get("/verify/" + spiky.code())
        .then()
        .body(containsString("&lt;."))
        .body(not(containsString("<i>")));
  }

  private static Issued issuedFor(long student) {
    byte[] file =
        given().spec(server.as("Registrar")).get("/api/transcripts/" + student + "/").asByteArray();
    Matcher code = CODE.matcher(text(file));
    assertThat(code.find()).isTrue();
    return new Issued(student, 0, file, code.group(1), "");
  }

  @Test
  void whoAsksTooOftenWaits() {
    try (TestServer strict =
        TestServer.start(
            Clock.systemUTC(), Map.of("SIMS_VERIFY_BURST", "10", "SIMS_VERIFY_PER_MINUTE", "1"))) {
      RequestSpecification asking = given().baseUri(strict.address());
      for (int i = 0; i < 5; i++) {
        given().baseUri(strict.address()).get("/api/verify/x/").then().statusCode(200);
      }
      given()
          .baseUri(strict.address())
          .multiPart("file", "x.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII))
          .post("/api/verify/")
          .then()
          .statusCode(200);
      given().baseUri(strict.address()).get("/api/transcripts/verify/x").then().statusCode(200);
      for (String path : List.of("/api/verify/x/", "/api/transcripts/verify/x/", "/verify/x")) {
        Response refused = given().baseUri(strict.address()).get(path);
        assertThat(refused.statusCode()).as(path).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      }
      asking
          .multiPart("file", "x.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII))
          .post("/verify/")
          .then()
          .statusCode(429)
          .contentType("text/html")
          .body(containsString("Not checked"))
          .body(containsString("Too many requests. Wait"))
          .body(containsString("<label for=\"code\">"));
    }
  }
}
