package edu.fmu.sims.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links with which a holder shows a document. */
class ShareApiIT {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final Campus campus = new Campus(server);

  private record Held(long student, long document, RequestSpecification holder) {
    String shares() {
      return "/api/documents/" + document + "/shares/";
    }
  }

  private static Held held() {
    long student = campus.student();
    server.sql("update student set name = 'Fatima Zahra' where id = ?", student);
    RequestSpecification holder = server.as("holder-" + student, "Student", student);
    given().spec(holder).get("/api/transcripts/" + student + "/").then().statusCode(200);
    return new Held(
        student, server.id("select max(id) from document where student_id = ?", student), holder);
  }

  private static ValidatableResponse share(Held held, Map<String, ?> body) {
    return given().spec(held.holder()).body(body).post(held.shares()).then();
  }

  private static String token(Held held, Map<String, ?> body) {
    String url = share(held, body).statusCode(201).extract().path("url");
    return url.replaceFirst(".*/verify/", "");
  }

  private static ValidatableResponse open(String token) {
    return given().baseUri(server.address()).get("/api/verify/" + token + "/").then();
  }

  @Test
  void aLinkShowsTheNameAndNoMoreThanTheHolderSaid() {
    Held held = held();
    ValidatableResponse made =
        share(held, Map.of("shows", "name"))
            .statusCode(201)
            .body("document", equalTo((int) held.document()))
            .body("status", equalTo("active"))
            .body("open_count", equalTo(0))
            .body("withdrawn_at", nullValue())
            .body("url", containsString("/verify/"));
    String token = made.extract().<String>path("url").replaceFirst(".*/verify/", "");
    assertThat(token).hasSize(40);
    open(token)
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("student_name", equalTo("Fatima Zahra"))
        .body("reg_no", equalTo(""))
        .body("shared_until", containsString("Z"));
    given()
        .baseUri(server.address())
        .get("/api/transcripts/verify/" + token + "/")
        .then()
        .body("student_name", equalTo("Fatima Zahra"))
        .body("student_id", equalTo((int) held.student()));
    given()
        .baseUri(server.address())
        .get("/verify/" + token)
        .then()
        .body(containsString("Fatima Zahra"))
        .body(not(containsString("Download")));
    given().baseUri(server.address()).get("/api/verify/" + token + "/file/").then().statusCode(404);
    assertThat(
            server.id(
                "select count(*) from document_share h where h::text like ?", "%" + token + "%"))
        .as("the link itself is kept nowhere")
        .isZero();
  }

  @Test
  void aFullLinkShowsTheNumberAndTheFile() {
    Held held = held();
    String token = token(held, Map.of("shows", "full", "expires_in_hours", 1));
    open(token).body("reg_no", containsString("R-"));
    byte[] file =
        given()
            .baseUri(server.address())
            .get("/api/verify/" + token + "/file/")
            .then()
            .statusCode(200)
            .contentType("application/pdf")
            .extract()
            .asByteArray();
    assertThat(DocumentFiles.hash(file))
        .isEqualTo(
            given()
                .spec(held.holder())
                .get("/api/documents/" + held.document() + "/")
                .path("sha256"));
    given()
        .baseUri(server.address())
        .get("/verify/" + token)
        .then()
        .body(containsString("/api/verify/" + token + "/file/"));
  }

  @Test
  void theHolderSeesWhoOpenedAndWithdraws() {
    Held held = held();
    String token = token(held, Map.of("shows", "name"));
    open(token);
    open(token);
    int id =
        given()
            .spec(held.holder())
            .get(held.shares())
            .then()
            .statusCode(200)
            .body("results", hasSize(1))
            .body("results[0].open_count", equalTo(2))
            .body("results[0].opens", hasSize(2))
            .body("results[0].opens[0].origin", equalTo("127.0.0.0/24"))
            .body("results[0].opens[0].at", containsString("20"))
            .body("results[0].url", nullValue())
            .extract()
            .path("results[0].id");
    for (int i = 0; i < 2; i++) {
      given().spec(held.holder()).delete(held.shares() + id + "/").then().statusCode(204);
    }
    open(token)
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("status", equalTo("unknown"))
        .body("student_name", equalTo(""))
        .body("reason", containsString("withdrawn"));
    given()
        .spec(held.holder())
        .get(held.shares())
        .then()
        .body("results[0].status", equalTo("withdrawn"))
        .body("results[0].open_count", equalTo(2));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'DocumentShare' and object_id = ?",
                String.valueOf(id)))
        .isEqualTo(2);
  }

  @Test
  void aLinkEndsAndTheDocumentDoesNot() {
    Held held = held();
    String token = token(held, Map.of("shows", "full"));
    assertThat(
            server.id(
                "select extract(epoch from expires_at - created_at)::bigint from document_share"
                    + " where document_id = ?",
                held.document()))
        .isEqualTo(48 * 3600);
    server.sql(
        "update document_share set created_at = created_at - interval '48 hours',"
            + " expires_at = expires_at - interval '48 hours' where document_id = ?",
        held.document());
    open(token)
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("status", equalTo("unknown"))
        .body("reason", containsString("expired"));
    given().baseUri(server.address()).get("/api/verify/" + token + "/file/").then().statusCode(404);
    given()
        .spec(held.holder())
        .get(held.shares())
        .then()
        .body("results[0].status", equalTo("expired"))
        .body("results[0].open_count", equalTo(0));
  }

  @Test
  void aLinkToWhatWasRevokedSaysSo() {
    Held held = held();
    String token = token(held, Map.of("shows", "name"));
    given()
        .spec(server.as("Admin"))
        .body(Map.of("reason", "Error"))
        .post("/api/documents/" + held.document() + "/revoke/")
        .then()
        .statusCode(200);
    open(token).body("valid", equalTo(false)).body("status", equalTo("revoked"));
    share(held, Map.of("shows", "name")).statusCode(409);
  }

  @Test
  void nobodySharesInAnothersName() {
    Held held = held();
    Held other = held();
    String foreign = "/api/documents/" + held.document() + "/shares/";
    Map<String, String> body = Map.of("shows", "name");
    token(held, body);
    for (String role : List.of("Admin", "Registrar", "ExamCell", "Faculty")) {
      given().spec(server.as(role)).body(body).post(foreign).then().statusCode(403);
    }
    given().spec(server.as("Faculty")).get(foreign).then().statusCode(403);
    given().spec(other.holder()).body(body).post(foreign).then().statusCode(404);
    given().spec(other.holder()).get(foreign).then().statusCode(404);
    int id = given().spec(held.holder()).get(foreign).path("results[0].id");
    given().spec(other.holder()).delete(foreign + id + "/").then().statusCode(404);
    given().spec(other.holder()).delete(other.shares() + id + "/").then().statusCode(404);
    given().spec(held.holder()).get(foreign).then().body("results[0].status", equalTo("active"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Admin", "Registrar", "ExamCell"})
  void theOfficeSeesThatALinkWasOpenedButNotFromWhere(String role) {
    Held held = held();
    open(token(held, Map.of("shows", "name")));
    given()
        .spec(held.holder())
        .get(held.shares())
        .then()
        .body("results[0].opens.origin", contains("127.0.0.0/24"));
    given()
        .spec(server.as(role))
        .get(held.shares())
        .then()
        .statusCode(200)
        .body("results[0].status", equalTo("active"))
        .body("results[0].open_count", equalTo(1))
        .body("results[0].opens", empty());
  }

  @ParameterizedTest
  @CsvSource({"all, 48, shows", "name, 49, expires_in_hours", "name, 0, expires_in_hours"})
  void whatCannotBeSharedIsRefusedOnItsField(String shows, int hours, String field) {
    share(held(), Map.of("shows", shows, "expires_in_hours", hours))
        .statusCode(400)
        .body("error.details", hasKey(field));
  }

  @Test
  void thereAreTwentyLinksAtMost() {
    Held held = held();
    for (int i = 0; i < 20; i++) {
      token(held, Map.of("shows", "name"));
    }
    share(held, Map.of("shows", "name")).statusCode(409);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
    "nonsense, ''"
  })
  void onlyTheNetworkIsKept(String address, String network) {
    assertThat(ShareService.network(address)).isEqualTo(network);
  }
}
