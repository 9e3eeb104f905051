package edu.fmu.sims.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AuditApiIT {
  private static final ZoneId ZONE = ZoneId.of("Asia/Karachi");
  private static final String TODAY = LocalDate.now(ZONE).toString();

  @AutoClose private static final TestServer server = TestServer.start();

  private static ValidatableResponse list(String query) {
    return given()
        .spec(server.as("Admin"))
        .urlEncodingEnabled(false)
        .get("/api/audit/" + query)
        .then();
  }

  private static int program(String name) {
    return given()
        .spec(server.as("Registrar"))
        .body(Map.of("name", name))
        .post("/api/programs/")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static int student(String regNo, String program) {
    return given()
        .spec(server.as("Registrar"))
        .body(Map.of("reg_no", regNo, "name", "Ayesha Khan", "program", program))
        .post("/api/students/")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void theHistoryOfARecordIsToldFromItsFirstDayOn() {
    int id = program("History");
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("name", "History of medicine"))
        .patch("/api/programs/" + id + "/")
        .then()
        .statusCode(200);
    given().spec(server.as("Admin")).delete("/api/programs/" + id + "/").then().statusCode(204);
    ValidatableResponse entries =
        list("?object=Program:" + id + "&ordering=timestamp").statusCode(200);
    entries
        .body("results.method", contains("POST", "PATCH", "DELETE"))
        .body("results.status_code", contains(201, 200, 204))
        .body("results.actor_username", contains("registrar", "registrar", "admin"))
        .body("results.remote_addr", everyItem(equalTo("127.0.0.1")))
        .body("results[1].path", equalTo("/api/programs/" + id + "/"))
        .body("results[1].changes.name", contains("History", "History of medicine"));
    String entry = entries.extract().path("results[1].id");
    given()
        .spec(server.as("Admin"))
        .get("/api/audit/" + entry + "/")
        .then()
        .statusCode(200)
        .body("object_id", equalTo(String.valueOf(id)))
        .body("model", equalTo("Program"));
    given()
        .spec(server.as("Admin"))
        .get("/api/audit/" + UUID.randomUUID() + "/")
        .then()
        .statusCode(404);
    given().spec(server.as("Admin")).get("/api/audit/17/").then().statusCode(404);
  }

  private static Instant now() {
    try (Connection connection = server.database().owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ValidatableResponse asOf(RequestSpecification who, String path, Object at) {
    return given().spec(who).queryParam("as_of", at.toString()).get(path).then();
  }

  @Test
  void aStudentIsToldAsTheRecordStoodAtAnyTime() {
    program("Past");
    program("Later");
    Instant before = now();
    int id = student("P-1", "Past");
    String path = "/api/students/" + id + "/";
    RequestSpecification registrar = server.as("Registrar");
    Instant made = now();
    given().spec(registrar).body(Map.of("name", "Ayesha Malik")).patch(path).then().statusCode(200);
    Instant married = now();
    given()
        .spec(registrar)
        .body(Map.of("name", "Ayesha Gul", "program", "Later", "status", "graduated"))
        .patch(path)
        .then()
        .statusCode(200);

    asOf(registrar, path, before).statusCode(404);
    asOf(registrar, path, made)
        .statusCode(200)
        .body("name", equalTo("Ayesha Khan"))
        .body("program", equalTo("Past"))
        .body("status", equalTo("active"))
        .body("id", equalTo(id));
    asOf(registrar, path, married)
        .body("name", equalTo("Ayesha Malik"))
        .body("program", equalTo("Past"));
    assertThat(asOf(registrar, path, now()).extract().path("").toString())
        .isEqualTo(given().spec(registrar).get(path).path("").toString());
    given()
        .spec(registrar)
        .header("If-Match", asOf(registrar, path, made).extract().header("ETag"))
        .body(Map.of("name", "Lost"))
        .patch(path)
        .then()
        .statusCode(412);

    var own = server.as("student-p-1", "Student", (long) id);
    asOf(own, path, made).statusCode(200).body("name", equalTo("Ayesha Khan"));
    asOf(own, path, before).statusCode(404);
    asOf(server.as("Faculty"), path, made).statusCode(404);
    for (Object bad :
        List.of(
            "yesterday", "2026-01-01", now().plusSeconds(3600), "-9999999-01-01T00:00:00Z", "0")) {
      asOf(registrar, path, bad).statusCode(400).body("error.details.as_of", hasSize(1));
    }
  }

  @Test
  void aResultIsToldAsItStoodAndItsDraftToNoStudent() {
    Campus campus = new Campus(server);
    long section = campus.section("lecturer");
    long student = campus.student(section);
    RequestSpecification faculty = server.as("lecturer", "Faculty", null);
    Instant before = now();
    int id =
        given()
            .spec(faculty)
            .body(Map.of("student", student, "section", section, "final_grade", "B"))
            .post("/api/results/")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String path = "/api/results/" + id + "/";
    Instant draft = now();
    given()
        .spec(server.as("Registrar"))
        .body(Map.of("section_id", section))
        .post("/api/results/publish/")
        .then()
        .statusCode(200);
    Instant published = now();
    int change =
        given()
            .spec(faculty)
            .body(Map.of("result_id", id, "new_grade", "A", "reason", "Misread."))
            .post("/api/results/change-request/")
            .path("id");
    given()
        .spec(server.as("ExamCell"))
        .body(Map.of("change_id", change, "approved", true))
        .post("/api/results/approve-change/")
        .then()
        .statusCode(200);
    var own = server.as("student-of-a-result", "Student", student);
    for (RequestSpecification reader : List.of(faculty, server.as("Admin"), own)) {
      asOf(reader, path, before).statusCode(404);
      asOf(reader, path, published)
          .statusCode(200)
          .body("final_grade", equalTo("B"))
          .body("state", equalTo("published"))
          .body("is_published", equalTo(true));
      asOf(reader, path, now()).body("final_grade", equalTo("A"));
    }
    asOf(own, path, draft).statusCode(404);
    asOf(faculty, path, draft)
        .body("state", equalTo("draft"))
        .body("published_by", equalTo(""))
        .body("published_at", nullValue());
    list("?object=Result:" + id + "&ordering=timestamp")
        .body("results.changes.final_grade[2]", contains("B", "A"))
        .body("results.changes.state[1]", contains("draft", "published"));
  }

  @Test
  void whatCoursesAndTermsWereIsToldToo() {
    Instant before = now();
    int program = program("Former");
    Instant made = now();
    String path = "/api/programs/" + program + "/";
    given()
        .spec(server.as("Admin"))
        .body(Map.of("name", "Renamed"))
        .patch(path)
        .then()
        .statusCode(200);
    asOf(server.as("Student"), path, made).statusCode(200).body("name", equalTo("Former"));
    asOf(server.as("Student"), path, before).statusCode(404);

    var registrar = server.as("Registrar");
    int term = post(registrar, "/api/terms/", Map.of("name", "Past term"));
    int course =
        post(registrar, "/api/courses/", Map.of("code", "P-1", "title", "T", "program", program));
    int section =
        post(
            registrar,
            "/api/sections/",
            Map.of("course", course, "term", "Past term", "capacity", 20, "teacher", "Dr Noor"));
    Instant first = now();
    patch(registrar, "/api/terms/" + term + "/", Map.of("status", "closed", "end_date", TODAY));
    patch(registrar, "/api/courses/" + course + "/", Map.of("credits", 4, "title", "Title"));
    patch(registrar, "/api/sections/" + section + "/", Map.of("capacity", 25, "teacher", "Dr X"));
    asOf(registrar, "/api/terms/" + term + "/", first)
        .statusCode(200)
        .body("status", equalTo("open"))
        .body("end_date", nullValue());
    asOf(registrar, "/api/courses/" + course + "/", first)
        .statusCode(200)
        .body("credits", equalTo(3))
        .body("title", equalTo("T"));
    asOf(registrar, "/api/sections/" + section + "/", first)
        .statusCode(200)
        .body("capacity", equalTo(20))
        .body("teacher_name", equalTo("Dr Noor"));
    for (String kind :
        List.of("terms/" + term + "/", "courses/" + course + "/", "sections/" + section + "/")) {
      asOf(registrar, "/api/" + kind, made).statusCode(404);
      asOf(registrar, "/api/" + kind, "soon").statusCode(400);
    }
  }

  @Test
  void whatWasWrittenForAWholeSectionIsToldRecordByRecord() {
    Campus past = new Campus(server, "past");
    long section = past.section("past-teacher");
    long student = past.student(section);
    var teacher = server.as("past-teacher", "Faculty", null);
    var own = server.as("past-student", "Student", student);
    int assessment = post(teacher, "/api/assessments/", Map.of("section", section, "type", "Quiz"));
    Instant before = now();
    bulk(teacher, section, student, "Absent");
    cell(teacher, assessment, student, 40, null);
    Instant first = now();
    bulk(teacher, section, student, "Late");
    cell(teacher, assessment, student, 50, 0);
    Instant second = now();
    long day = server.id("select id from attendance where student_id = ?", student);
    long score = server.id("select id from assessment_score where student_id = ?", student);
    String record = "/api/attendance/" + day + "/";
    String marks = "/api/assessment-scores/" + score + "/";
    patch(teacher, record, Map.of("status", "Excused"));
    patch(teacher, marks, Map.of("score", 60));
    patch(teacher, "/api/assessments/" + assessment + "/", Map.of("type", "Viva", "weight", 30));
    for (RequestSpecification reader : List.of(teacher, own, server.as("Registrar"))) {
      asOf(reader, record, before).statusCode(404);
      asOf(reader, record, first)
          .statusCode(200)
          .body("status", equalTo("Absent"))
          .body("present", equalTo(false))
          .body("student_detail.id", equalTo((int) student));
      asOf(reader, record, second).body("status", equalTo("Late")).body("present", equalTo(true));
      asOf(reader, record, now()).body("status", equalTo("Excused"));
      asOf(reader, marks, before).statusCode(404);
      asOf(reader, marks, first).statusCode(200).body("score.toFloat()", equalTo(40.0f));
      asOf(reader, marks, second).body("score.toFloat()", equalTo(50.0f));
      asOf(reader, "/api/assessments/" + assessment + "/", second)
          .statusCode(200)
          .body("type", equalTo("Quiz"))
          .body("weight.toFloat()", equalTo(10.0f));
    }
    asOf(server.as("Faculty"), record, first).statusCode(404);
  }

  @Test
  void aPastStateIsNotToldToWhoCouldNotSeeItThen() {
    Campus past = new Campus(server, "moved");
    long section = past.section("former-teacher");
    long other = past.section("latter-teacher");
    long wrong = past.student(section, other);
    long right = past.student(section, other);
    var registrar = server.as("Registrar");
    int day =
        post(
            server.as("former-teacher", "Faculty", null),
            "/api/attendance/",
            Map.of("section", section, "student", wrong, "date", TODAY));
    String record = "/api/attendance/" + day + "/";
    Instant first = now();
    patch(registrar, record, Map.of("student", right, "section", other, "reason", "Mixed up."));
    asOf(registrar, record, first)
        .statusCode(200)
        .body("student", equalTo((int) wrong))
        .body("section", equalTo((int) section));
    for (RequestSpecification reader :
        List.of(
            server.as("moved-student", "Student", right),
            server.as("latter-teacher", "Faculty", null))) {
      given().spec(reader).get(record).then().statusCode(200);
      asOf(reader, record, first).statusCode(404);
    }
  }

  @Test
  void whatTheOfficeKeepsOfAStudentIsToldAsItStood() {
    Campus past = new Campus(server, "office");
    long section = past.section("office-teacher");
    long student = past.student();
    var registrar = server.as("Registrar");
    var own = server.as("office-student", "Student", student);
    int place =
        post(registrar, "/api/enrollments/", Map.of("student", student, "section", section));
    int request = post(own, "/api/requests/", Map.of("type", "bonafide", "notes", "Visa"));
    int hold =
        post(registrar, "/api/holds/", Map.of("student", student, "type", "dues", "reason", "R"));
    long course = server.id("select course_id from section where id = ?", section);
    int credit =
        post(
            registrar,
            "/api/transfer-credits/",
            Map.of(
                "student",
                student,
                "course",
                course,
                "institution",
                "I",
                "grade",
                "A",
                "credits",
                3));
    Instant first = now();
    patch(registrar, "/api/enrollments/" + place + "/", Map.of("status", "dropped"));
    Instant dropped = now();
    given()
        .spec(registrar)
        .body(Map.of("section", section, "students", List.of(student)))
        .post("/api/enrollments/bulk/")
        .then()
        .statusCode(200);
    step(registrar, "/api/requests/" + request + "/transition/", Map.of("status", "rejected"));
    step(registrar, "/api/holds/" + hold + "/release/", Map.of("note", "Paid."));
    step(
        registrar, "/api/transfer-credits/" + credit + "/withdraw/", Map.of("reason", "No proof."));
    for (RequestSpecification reader : List.of(own, server.as("Admin"))) {
      asOf(reader, "/api/enrollments/" + place + "/", first).body("status", equalTo("enrolled"));
      asOf(reader, "/api/enrollments/" + place + "/", dropped).body("status", equalTo("dropped"));
      asOf(reader, "/api/enrollments/" + place + "/", now()).body("status", equalTo("enrolled"));
      asOf(reader, "/api/requests/" + request + "/", first)
          .body("status", equalTo("pending"))
          .body("processed_by", equalTo(""));
      asOf(reader, "/api/holds/" + hold + "/", first)
          .body("active", equalTo(true))
          .body("released_at", nullValue());
      asOf(reader, "/api/transfer-credits/" + credit + "/", first)
          .body("active", equalTo(true))
          .body("withdrawal_reason", equalTo(""));
    }
    asOf(server.as("Faculty"), "/api/holds/" + hold + "/", first).statusCode(403);
  }

  @Test
  void anAccountIsToldAsItStoodAndNothingOfItsPassword() {
    var admin = server.as("Admin");
    Instant before = now();
    int id =
        post(
            admin,
            "/api/users/",
            Map.of(
                "username", "past-user", "role", "Faculty", "password", "seven green herons wade"));
    String path = "/api/users/" + id + "/";
    Instant first = now();
    patch(admin, path, Map.of("role", "Registrar", "password", "nine grey herons wade"));
    server.sql("update app_user set last_login = now() where id = ?", (long) id);
    asOf(admin, path, before).statusCode(404);
    asOf(admin, path, first)
        .statusCode(200)
        .body("role", equalTo("Faculty"))
        .body("last_login", nullValue())
        .body("$", not(hasKey("password")));
    asOf(server.as("Registrar"), path, first).statusCode(403);
  }

  private static int post(RequestSpecification who, String path, Map<String, ?> body) {
    return given().spec(who).body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private static void patch(RequestSpecification who, String path, Map<String, ?> body) {
    given().spec(who).body(body).patch(path).then().statusCode(200);
  }

  private static void step(RequestSpecification who, String path, Map<String, ?> body) {
    given().spec(who).body(body).post(path).then().statusCode(200);
  }

  private static void bulk(RequestSpecification who, long section, long student, String status) {
    step(
        who,
        "/api/attendance/bulk/",
        Map.of(
            "section",
            section,
            "date",
            TODAY,
            "records",
            List.of(Map.of("student", student, "status", status))));
  }

  private static void cell(
      RequestSpecification who,
      int assessment,
      long student,
      int score,
      @Nullable Integer version) {
    Map<String, Object> cell = new HashMap<>();
    cell.put("assessment", assessment);
    cell.put("student", student);
    cell.put("score", score);
    cell.put("version", version);
    step(who, "/api/assessment-scores/bulk/", Map.of("scores", List.of(cell)));
  }

  @Test
  void entriesAreFoundByWhoWhatAndWhen() {
    int id = program("Findable");
    String today = LocalDate.now(ZONE).toString();
    String tomorrow = LocalDate.now(ZONE).plusDays(1).toString();
    String object = "&object=Program:" + id;
    list("?actor=REGIST&entity=progr&method=post&date_from=" + today + "&date_to=" + today + object)
        .body("results", hasSize(1));
    list("?date_from=" + tomorrow + object).body("results", hasSize(0));
    list("?date_to=" + today + "T00:00:00Z" + object).statusCode(200);
    list("?date_from=2001-01-01T00:00:00%2B05:00" + object).body("results", hasSize(1));
    list("?method=DELETE" + object).body("results", hasSize(0));
    list("?actor=nobody" + object).body("results", hasSize(0));
    list("?date_from=yesterday").statusCode(400);
    list("?date_to=2026-13-01T00:00:00Z").statusCode(400);
    list("?object=Program").statusCode(400);
    for (String role : List.of("Registrar", "ExamCell", "Faculty", "Student")) {
      given().spec(server.as(role)).get("/api/audit/").then().statusCode(403);
    }
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      given().spec(server.as("Admin")).request(method, "/api/audit/").then().statusCode(405);
    }
  }

  @Test
  void aDeniedWriteIsNoted() {
    given()
        .spec(server.as("Faculty"))
        .body(Map.of("name", "Mine"))
        .post("/api/programs/")
        .then()
        .statusCode(403);
    given().spec(server.as("Faculty")).get("/api/users/").then().statusCode(403);
    ValidatableResponse denied = list("?actor=faculty");
    denied
        .body("results", hasSize(2))
        .body("results[0].status_code", equalTo(403))
        .body("results[0].method", equalTo("POST"))
        .body("results[0].path", equalTo("/api/programs/"));
  }

  @Test
  void whatCannotBeLoggedIsNotDone() throws SQLException {
    int kept = program("Kept");
    owner(
        "alter table audit_entry add constraint ck_full check (path not like '/api/programs%') not valid");
    try {
      given()
          .spec(server.as("Registrar"))
          .body(Map.of("name", "Unlogged"))
          .post("/api/programs/")
          .then()
          .statusCode(400);
      given()
          .spec(server.as("Registrar"))
          .delete("/api/programs/" + kept + "/")
          .then()
          .statusCode(400);
    } finally {
      owner("alter table audit_entry drop constraint ck_full");
    }
    assertThat(server.id("select count(*) from program where name = 'Unlogged'")).isZero();
    assertThat(server.id("select count(*) from program where name = 'Kept'")).isEqualTo(1);
  }

  @Test
  void readingAnothersRecordIsNotedAndReadingTheOwnIsNot() throws SQLException {
    program("Disclosure");
    int id = student("D-1", "Disclosure");
    var own = server.as("student-d-1", "Student", (long) id);
    for (String path : List.of("/", "/record/")) {
      given().spec(own).get("/api/students/" + id + path).then().statusCode(200);
      given().spec(server.as("ExamCell")).get("/api/students/" + id + path).then().statusCode(200);
    }
    given().spec(server.as("Faculty")).get("/api/students/" + id + "/").then().statusCode(404);
    assertThat(
            server.id(
                "select count(*) from disclosure where student_id = ? and reader_username ="
                    + " 'examcell' and remote_addr = '127.0.0.1'",
                (long) id))
        .isEqualTo(2);
    assertThat(server.id("select count(*) from disclosure where student_id = ?", (long) id))
        .isEqualTo(2);
    owner("alter table disclosure add constraint ck_full check (student_id < 0) not valid");
    try {
      String answer =
          given().spec(server.as("ExamCell")).get("/api/students/" + id + "/").asString();
      assertThat(answer).doesNotContain("Ayesha");
    } finally {
      owner("alter table disclosure drop constraint ck_full");
    }
  }

  @Test
  void readingASingleRecordOfAStudentIsNotedToo() throws SQLException {
    program("Disclosed");
    int id = student("D-2", "Disclosed");
    long request =
        server.id(
            "insert into student_request (student_id, type) values (?, 'noc') returning id",
            (long) id);
    String path = "/api/requests/" + request + "/";
    given().spec(server.as("student-d-2", "Student", (long) id)).get(path).then().statusCode(200);
    assertThat(server.id("select count(*) from disclosure where path = ?", path)).isZero();
    given().spec(server.as("ExamCell")).get(path).then().statusCode(200);
    assertThat(
            server.id(
                "select count(*) from disclosure where path = ? and what = 'request'"
                    + " and student_id = ? and reader_username = 'examcell'",
                path,
                (long) id))
        .isEqualTo(1);
  }

  @Test
  void readingAListOfRecordsIsOneNoteWithItsFiltersAndStudents() throws SQLException {
    program("Listed");
    int first = student("L-1", "Listed");
    int second = student("L-2", "Listed");
    var own = server.as("student-l-1", "Student", (long) first);
    String query = "?program=Listed&ordering=reg_no&count=false";
    given().spec(own).get("/api/students/" + query).then().body("results", hasSize(1));
    assertThat(notes("ordering=reg_no")).as("the own record").isZero();
    given().spec(server.as("ExamCell")).get("/api/students/?search=L-9").then().statusCode(200);
    assertThat(notes("search=L-9")).as("nothing given out").isZero();

    given().spec(server.as("ExamCell")).get("/api/students/" + query).then().statusCode(200);
    given()
        .spec(server.as("ExamCell"))
        .accept("text/csv")
        .get("/api/students/?program=Listed&status=active")
        .then()
        .statusCode(200);

    ValidatableResponse read =
        given()
            .spec(server.as("Admin"))
            .get("/api/audit/disclosures/?actor=exam&what=student&student=" + second)
            .then()
            .statusCode(200);
    read.body("results", hasSize(2))
        .body("results.rows", everyItem(equalTo(2)))
        .body("results[1].query", equalTo("count=false&ordering=reg_no&program=Listed"))
        .body("results[0].query", equalTo("program=Listed&status=active"))
        .body("results.path", everyItem(equalTo("/api/students/")))
        .body("results[0].student", nullValue());
    given()
        .spec(own)
        .get("/api/students/" + first + "/disclosures/")
        .then()
        .statusCode(200)
        .body("results.reader_username", contains("examcell", "examcell"))
        .body("results.in_list", everyItem(equalTo(true)))
        .body("results[0].query", nullValue());
    given().spec(own).get("/api/students/" + second + "/disclosures/").then().statusCode(404);
    for (String role : List.of("Registrar", "ExamCell", "Faculty")) {
      given()
          .spec(server.as(role))
          .get("/api/students/" + first + "/disclosures/")
          .then()
          .statusCode(403);
    }
    owner("alter table disclosure add constraint ck_full check (path = '') not valid");
    try {
      for (String type : List.of("application/json", "text/csv")) {
        assertThat(
                given()
                    .spec(server.as("ExamCell"))
                    .accept(type)
                    .get("/api/students/" + query)
                    .asString())
            .doesNotContain("Ayesha");
      }
    } finally {
      owner("alter table disclosure drop constraint ck_full");
    }
  }

  private static long notes(String query) {
    return server.id("select count(*) from disclosure where query like ?", "%" + query + "%");
  }

  @Test
  void everythingKeptAboutAStudentIsGivenToThatStudent() {
    program("Exported");
    int id = student("E-1", "Exported");
    student("E-2", "Exported");
    server.sql("insert into student_request (student_id, type) select id, 'noc' from student");
    var own = server.as("student-e-1", "Student", (long) id);
    given().spec(server.as("Registrar")).get("/api/students/" + id + "/").then().statusCode(200);
    for (var reader : List.of(own, server.as("Admin"))) {
      given()
          .spec(reader)
          .get("/api/students/" + id + "/export/")
          .then()
          .statusCode(200)
          .body("student.reg_no", equalTo("E-1"))
          .body("accounts.username", contains("student-e-1"))
          .body("requests.student", contains(id))
          .body("record.student.reg_no", equalTo("E-1"))
          .body("disclosures.reader_username", contains("registrar"));
    }
    given()
        .spec(server.as("student-e-2", "Student", null))
        .get("/api/students/" + id + "/export/")
        .then()
        .statusCode(404);
    given()
        .spec(server.as("Registrar"))
        .get("/api/students/" + id + "/export/")
        .then()
        .statusCode(403);
  }

  @Test
  void whatNeedNotBeKeptOfAFormerStudentIsErasedAndTheRecordStays() {
    program("Erased");
    int id = student("X-1", "Erased");
    String path = "/api/students/" + id + "/";
    server.sql("update student set email = 'x1@home.example' where id = ?", (long) id);
    var admin = server.as("Admin");
    var own = server.as("student-x-1", "Student", (long) id);
    int request =
        post(admin, "/api/requests/", Map.of("student", id, "type", "noc", "notes", "For Asma."));
    Instant former = now();
    given()
        .spec(server.as("Admin"))
        .body(Map.of("notes", "For my aunt."))
        .patch("/api/requests/" + request + "/")
        .then()
        .statusCode(200);
    given()
        .spec(admin)
        .body(Map.of("email", "new@home.example"))
        .patch(path)
        .then()
        .statusCode(200);
    asOf(admin, path, former).body("email", equalTo("x1@home.example"));
    server.sql(
        "with j as (insert into job (type, state, finished_at, student_id, payload) values ('x',"
            + " 'succeeded', now(), ?, '{\"email\": \"x1@home.example\"}') returning id)"
            + " insert into mail_ledger (job_id, recipient, message_id, state)"
            + " select id, 'x1@home.example', 'x1', 'sent' from j",
        (long) id);
    Map<String, String> reason = Map.of("reason", "The student's own wish");
    given().spec(admin).body(reason).post(path + "erasure/").then().statusCode(409);
    given().spec(admin).body(Map.of("status", "graduated")).patch(path).then().statusCode(200);
    given()
        .spec(admin)
        .body(Map.of())
        .post(path + "erasure/")
        .then()
        .statusCode(400)
        .body("error.details.reason", hasSize(1));
    given().spec(admin).body(reason).post("/api/students/999999/erasure/").then().statusCode(404);
    for (String role : List.of("Registrar", "ExamCell", "Faculty", "Student")) {
      given().spec(server.as(role)).body(reason).post(path + "erasure/").then().statusCode(403);
    }
    given()
        .spec(admin)
        .body(reason)
        .post(path + "erasure/")
        .then()
        .statusCode(200)
        .body("accounts", equalTo(1))
        .body("requests", equalTo(1))
        .body("mails", equalTo(1));
    given().spec(own).get("/api/auth/me/").then().statusCode(401);
    given()
        .spec(admin)
        .get(path)
        .then()
        .body("email", equalTo(""))
        .body("reg_no", equalTo("X-1"))
        .body("name", equalTo("Ayesha Khan"));
    for (String kept :
        List.of(
            "select count(*) from app_user where username = 'student-x-1' or email like '%x-1%'",
            "select count(*) from student_request where notes like '%aunt%'",
            "select count(*) from mail_ledger where recipient like '%home%'",
            "select count(*) from job where payload::text like '%home%'",
            "select count(*) from auth_session s join app_user u on u.id = s.user_id"
                + " where u.username like 'erased-%' and s.remote_addr <> ''")) {
      assertThat(server.id(kept)).as(kept).isZero();
    }
    list("?object=Student:" + id)
        .body(
            "results[0].summary",
            equalTo("Student " + id + " personal data erased: The student's own wish"))
        .body("results[0].changes", equalTo(Map.of("email", List.of("", ""))));
    asOf(admin, path, former).body("email", equalTo(""));
    asOf(server.as("Registrar"), "/api/requests/" + request + "/", former)
        .body("notes", equalTo(""));
    given()
        .spec(admin)
        .body(reason)
        .post(path + "erasure/")
        .then()
        .statusCode(200)
        .body("accounts", equalTo(0));
  }

  @Test
  void nobodyChangesTheLogByAnyRole() {
    program("Logged");
    for (String table : List.of("audit_entry", "disclosure")) {
      server.sql(
          "insert into disclosure (reader_username, remote_addr, request_id, path, what, student_id)"
              + " values ('x', '', '', '', '', -1)");
      for (DataSource role : List.of(server.database().app(), server.database().owner())) {
        for (String sql :
            List.of(
                "update " + table + " set path = ''",
                "delete from " + table,
                "truncate " + table)) {
          assertThatThrownBy(() -> run(role, sql))
              .as(sql)
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
      }
      for (String sql :
          List.of("alter table " + table + " disable trigger all", "drop table " + table)) {
        assertThatThrownBy(() -> run(server.database().app(), sql))
            .as(sql)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  private static void owner(String sql) throws SQLException {
    run(server.database().owner(), sql);
  }

  private static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
