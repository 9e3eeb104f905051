package edu.fmu.sims.attendance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttendanceApiIT {
  /** Still the 23rd in UTC, a minute into the 24th in Asia/Karachi. */
  private static final Instant AFTER_MIDNIGHT = Instant.parse("2026-11-23T19:01:00Z");

  private static final String TODAY = "2026-11-24";
  private static final String YESTERDAY = "2026-11-23";

  private static final SettableClock clock = new SettableClock(AFTER_MIDNIGHT);
  @AutoClose private static final TestServer server = TestServer.start(clock, Map.of());
  private static final Campus campus = new Campus(server);

  private long section;
  private long student;

  @BeforeEach
  void section() {
    clock.set(AFTER_MIDNIGHT);
    section = campus.section("faculty");
    student = campus.student(section);
  }

  private Map<String, Object> record(String date, Object... more) {
    Map<String, Object> body = new HashMap<>();
    body.put("section", section);
    body.put("student", student);
    body.put("date", date);
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return body;
  }

  private static ValidatableResponse post(String role, Map<String, Object> body) {
    return given().spec(server.as(role)).body(body).post("/api/attendance/").then();
  }

  private static ValidatableResponse patch(String role, int id, Map<String, Object> body) {
    return given().spec(server.as(role)).body(body).patch("/api/attendance/{id}/", id).then();
  }

  private int made(String role, String date, Object... more) {
    return post(role, record(date, more)).statusCode(201).extract().path("id");
  }

  private static ValidatableResponse get(String role, String path, Object... parameters) {
    return given().spec(server.as(role)).get("/api/attendance/" + path, parameters).then();
  }

  @Test
  void facultyTakesAttendanceOfTheOwnSection() {
    int id =
        post("Faculty", record(TODAY))
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("present", is(true))
            .body("status", equalTo("Present"))
            .body("reason", equalTo(""))
            .body("date", equalTo(TODAY))
            .body("student_detail.id", equalTo((int) student))
            .body("student_detail.program", equalTo("MBBS"))
            .body("student_detail.status", equalTo("active"))
            .body("student_detail", hasKey("reg_no"))
            .body("student_detail", hasKey("name"))
            .body("$", not(hasKey("version")))
            .extract()
            .path("id");

    get("Faculty", "{id}/", id).statusCode(200).body("id", equalTo(id));
    get("Faculty", "?section={s}", section).body("count", equalTo(1));
    get("Registrar", "?student={s}&date={d}&present=true", student, TODAY)
        .body("results.id", equalTo(List.of(id)));
    get("Registrar", "?student={s}&present=false", student).body("count", equalTo(0));
    get("Registrar", "?section={s}&search=ana-101 {d}", section, TODAY).body("count", equalTo(1));
    get("Registrar", "?date=yesterday").statusCode(400).body("error.details", hasKey("date"));
    get("Registrar", "abc/").statusCode(404);
  }

  @Test
  void aDateIsAText() {
    for (Object date :
        List.of(
            5,
            List.of(2026, 1, 1),
            "2026-01-01T00:00:00Z",
            "+99999-01-01",
            "-0001-01-01",
            "0000-01-01",
            "2026-02-30")) {
      Map<String, Object> body = record(TODAY);
      body.put("date", date);
      post("Admin", body).statusCode(400).body("error.details", hasKey("date"));
    }
    given()
        .spec(server.as("Admin"))
        .body(Map.of("name", "Far away", "start_date", "+99999-01-01"))
        .post("/api/terms/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("start_date"));
  }

  @Test
  void aStatusIsNotANumber() {
    post("Admin", record(TODAY, "status", 1))
        .statusCode(400)
        .body("error.details", hasKey("status"));
  }

  @Test
  void statusAndPresentAreKeptInStep() {
    post("Faculty", record(TODAY, "present", true, "status", "Absent"))
        .statusCode(201)
        .body("status", equalTo("Absent"))
        .body("present", is(false));
    student = campus.student(section);
    int id = made("Faculty", TODAY, "present", false);
    get("Faculty", "{id}/", id).body("status", equalTo("Absent"));

    patch("Faculty", id, Map.of("status", "Late")).body("present", is(true));
    patch("Faculty", id, Map.of("present", true)).body("status", equalTo("Late"));
    patch("Faculty", id, Map.of("present", false)).body("status", equalTo("Absent"));
    patch("Faculty", id, Map.of("status", "Excused")).body("present", is(false));
    patch("Faculty", id, Map.of("present", false)).body("status", equalTo("Excused"));
    patch("Faculty", id, Map.of("present", true)).body("status", equalTo("Present"));
    patch("Faculty", id, Map.of("status", "present"))
        .statusCode(400)
        .body("error.details.status[0]", containsString("Excused"));
    given()
        .spec(server.as("Faculty"))
        .body(record(TODAY))
        .put("/api/attendance/{id}/", id)
        .then()
        .statusCode(200)
        .body("status", equalTo("Present"));
  }

  @Test
  void aRecordIsRefusedWithItsReason() {
    made("Faculty", TODAY);
    post("Faculty", record(TODAY)).statusCode(409).body("error.details", hasKey("date"));
    post("Admin", record("2026-11-25")).statusCode(400).body("error.details", hasKey("date"));
    post("Admin", record("0001-01-01")).statusCode(400).body("error.details", hasKey("date"));
    post("Admin", Map.of())
        .statusCode(400)
        .body("error.details", hasKey("section"))
        .body("error.details", hasKey("student"))
        .body("error.details", hasKey("date"));
    post("Admin", record(TODAY, "student", campus.student()))
        .statusCode(400)
        .body("error.details", hasKey("student"));
    post("Admin", record(TODAY, "student", 999_999)).statusCode(400);
    post("Admin", record(TODAY, "section", 999_999))
        .statusCode(400)
        .body("error.details", hasKey("section"));
    post("Faculty", record(TODAY, "section", 999_999)).statusCode(400);
    server.sql("update enrollment set status = 'dropped' where student_id = ?", student);
    post("Admin", record(YESTERDAY)).statusCode(400).body("error.details", hasKey("student"));
  }

  @Test
  void othersDoNotWriteAndForeignRecordsAreNotThere() {
    int id = made("Faculty", TODAY);
    post("ExamCell", record(TODAY)).statusCode(403);
    post("Student", record(TODAY)).statusCode(403);
    given().get(server.address() + "/api/attendance/").then().statusCode(401);

    long foreign = campus.section("stranger");
    long theirs = campus.student(foreign);
    post("Faculty", record(TODAY, "section", foreign, "student", theirs)).statusCode(403);
    var stranger = server.as("stranger", "Faculty", null);
    given().spec(stranger).get("/api/attendance/{id}/", id).then().statusCode(404);
    given()
        .spec(stranger)
        .body("{\"status\":\"Absent\"}")
        .patch("/api/attendance/{id}/", id)
        .then()
        .statusCode(404);
    given().spec(stranger).delete("/api/attendance/{id}/", id).then().statusCode(404);
    given().spec(stranger).get("/api/attendance/").then().body("count", equalTo(0));
    patch("Faculty", id, Map.of("section", foreign)).statusCode(403);

    var own = server.as("s" + student, "Student", student);
    given().spec(own).get("/api/attendance/").then().body("count", equalTo(1));
    long other = campus.student(section);
    var others = server.as("s" + other, "Student", other);
    given().spec(others).get("/api/attendance/{id}/", id).then().statusCode(404);
    given().spec(others).get("/api/attendance/").then().body("count", equalTo(0));
  }

  @Test
  void theDayEndsAtTheInstitutionsMidnight() {
    clock.set(Instant.parse("2026-11-23T18:59:59Z"));
    int id = made("Faculty", YESTERDAY);
    post("Faculty", record(TODAY)).statusCode(400).body("error.details", hasKey("date"));
    patch("Faculty", id, Map.of("status", "Late")).statusCode(200);

    clock.set(Instant.parse("2026-11-23T19:00:00Z"));
    patch("Faculty", id, Map.of("status", "Absent")).statusCode(403);
    patch("Faculty", id, Map.of("status", "Absent", "reason", "typo")).statusCode(403);
    given().spec(server.as("Faculty")).delete("/api/attendance/{id}/", id).then().statusCode(403);
    post("Faculty", record(YESTERDAY)).statusCode(403);
    int today = made("Faculty", TODAY);
    patch("Faculty", today, Map.of("date", YESTERDAY)).statusCode(403);
    given()
        .spec(server.as("Faculty"))
        .delete("/api/attendance/{id}/", today)
        .then()
        .statusCode(204);
  }

  @Test
  void theRegistrarCorrectsAPastDayWithAReasonThatIsAudited() {
    int id = made("Registrar", YESTERDAY, "reason", "paper list");
    patch("Registrar", id, Map.of("status", "Absent"))
        .statusCode(403)
        .body("error.details", hasKey("reason"));
    patch("Registrar", id, Map.of("status", "Absent", "reason", "  ")).statusCode(403);
    patch("Registrar", id, Map.of("status", "Absent", "reason", "paper list"))
        .statusCode(200)
        .body("present", is(false));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Attendance' and object_id = ?"
                    + " and actor_username = 'registrar' and summary like '%: paper list'"
                    + " and changes -> 'status' = '[\"Present\", \"Absent\"]'",
                String.valueOf(id)))
        .isOne();

    var registrar = server.as("Registrar");
    given().spec(registrar).delete("/api/attendance/{id}/", id).then().statusCode(403);
    given()
        .spec(registrar)
        .body("{\"reason\": \"doubled\"}")
        .delete("/api/attendance/{id}/", id)
        .then()
        .statusCode(204);
    int other = made("Admin", YESTERDAY);
    given()
        .spec(server.as("Admin"))
        .delete("/api/attendance/{id}/?reason={r}", other, "wrong student")
        .then()
        .statusCode(204);
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Attendance' and status_code = 204"
                    + " and (object_id = ? and summary like '%: doubled'"
                    + " or object_id = ? and summary like '%: wrong student')",
                String.valueOf(id), String.valueOf(other)))
        .isEqualTo(2);
  }

  @Test
  void anOldVersionIsNotOverwritten() {
    int id = made("Faculty", TODAY);
    patch("Faculty", id, Map.of("status", "Late")).header("ETag", "\"1\"");
    given()
        .spec(server.as("Faculty"))
        .header("If-Match", "\"0\"")
        .body("{\"status\":\"Absent\"}")
        .patch("/api/attendance/{id}/", id)
        .then()
        .statusCode(412);
  }

  private void days(String... statuses) {
    LocalDate day = LocalDate.parse("2026-10-01");
    for (String status : statuses) {
      server.sql(
          "insert into attendance (section_id, student_id, date, status) values (?, ?, ?, ?)",
          section,
          student,
          day,
          status);
      day = day.plusDays(1);
    }
  }

  @Test
  void percentagesCountLateAndLeaveExcusedOut() {
    get("Faculty", "percentage/?student_id={s}&section_id={c}", student, section)
        .statusCode(200)
        .body("percentage", is(0.0f));
    days("Present", "Late", "Excused", "Absent", "Present", "Present");
    get("Faculty", "percentage/?student_id={s}&section_id={c}", student, section)
        .body("percentage", is(80.0f));
    assertThat(
            get("Faculty", "percentage?student_id={s}&section_id={c}", student, section)
                .extract()
                .asString())
        .isEqualTo("{\"percentage\":80.0}");
    student = campus.student(section);
    days("Present", "Present", "Absent");
    get("Faculty", "percentage/?student_id={s}&section_id={c}", student, section)
        .body("percentage", is(66.67f));
    get("Registrar", "section-summary/?section_id={c}", section)
        .statusCode(200)
        .body("section_id", equalTo((int) section))
        .body("total_records", equalTo(9))
        .body("present_count", equalTo(6))
        .body("absent_count", equalTo(2))
        .body("overall_percentage", is(75.0f));
    given()
        .spec(server.as("s" + student, "Student", student))
        .get("/api/attendance/section-summary/?section_id={c}", section)
        .then()
        .body("total_records", equalTo(3));
  }

  @Test
  void eligibilityMeetsTheThresholdExactly() {
    String path = "eligibility/?student_id={s}&section_id={c}";
    get("Faculty", path, student, section).body("eligible", is(false));
    days("Present", "Present", "Present", "Absent");
    get("Faculty", path, student, section)
        .statusCode(200)
        .body("eligible", is(true))
        .body("attendance_percentage", is(75.0f))
        .body("threshold", is(75))
        .body("student_id", equalTo((int) student))
        .body("section_id", equalTo((int) section));
    get("Faculty", path + "&threshold=75.01", student, section)
        .body("eligible", is(false))
        .body("threshold", is(75.01f));
    for (String bad : new String[] {"-1", "101", "abc", "NaN", "1e1", "100.5"}) {
      get("Faculty", path + "&threshold=" + bad, student, section)
          .statusCode(400)
          .body("error.details", hasKey("threshold"));
    }
  }

  @Test
  void figuresNeedTheirParametersAndReachNoForeignRecord() {
    get("Faculty", "percentage/")
        .statusCode(400)
        .body("error.details", hasKey("student_id"))
        .body("error.details", hasKey("section_id"));
    get("Faculty", "eligibility/?student_id={s}", student)
        .statusCode(400)
        .body("error.details", hasKey("section_id"));
    get("Faculty", "section-summary/").statusCode(400);
    get("Faculty", "section-summary/?section_id=x").statusCode(400);
    get("Admin", "section-summary/?section_id=999999").statusCode(404);
    get("Admin", "percentage/?student_id=999999&section_id={c}", section).statusCode(404);
    get("Admin", "percentage/?student_id={s}&section_id=999999", student).statusCode(404);
    long foreign = campus.section("stranger");
    long theirs = campus.student(foreign);
    get("Faculty", "section-summary/?section_id={c}", foreign).statusCode(404);
    get("Faculty", "percentage/?student_id={s}&section_id={c}", theirs, foreign).statusCode(404);
    get("Faculty", "percentage/?student_id={s}&section_id={c}", theirs, section).statusCode(404);
    given()
        .spec(server.as("s" + student, "Student", student))
        .get("/api/attendance/percentage/?student_id={s}&section_id={c}", theirs, foreign)
        .then()
        .statusCode(404);
  }

  @Test
  void theListWalksByCursorInEveryOrder() {
    days("Present", "Absent", "Late", "Excused", "Present");
    String first = "?section={s}&page_size=2&ordering=-date";
    String cursor =
        get("Registrar", first, section)
            .body("results", hasSize(2))
            .body("results.section", everyItem(equalTo((int) section)))
            .body("results[0].date", equalTo("2026-10-05"))
            .extract()
            .path("next_cursor");
    get("Registrar", first + "&cursor=" + cursor, section)
        .body("results.date", equalTo(List.of("2026-10-03", "2026-10-02")));
    String csv =
        given()
            .spec(server.as("Registrar"))
            .accept("text/csv")
            .get("/api/attendance/?section={s}", section)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(csv.lines().count()).isEqualTo(6);
  }
}
