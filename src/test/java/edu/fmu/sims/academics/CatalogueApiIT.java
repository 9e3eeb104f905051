package edu.fmu.sims.academics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of terms, programs, courses and sections, field by field. */
class CatalogueApiIT {
  @AutoClose private static final TestServer server = TestServer.start();

  private static long mbbs;
  private static long bds;
  private static long anatomy;
  private static long teacher;

  @BeforeAll
  static void aCatalogue() {
    mbbs = server.id("insert into program (name) values ('MBBS') returning id");
    bds = server.id("insert into program (name) values ('BDS') returning id");
    anatomy = course("ANA-101", "Gross anatomy", 4, mbbs);
    course("ANA-102", "Histology", 3, mbbs);
    course("ORA-201", "Oral anatomy", 4, bds);
    server.sql(
        "insert into term (name, status, start_date, end_date) values"
            + " ('Fall 2026', 'open', '2026-09-01', '2026-12-31'),"
            + " ('Fall 2025', 'closed', '2025-09-01', '2025-12-31'), ('Undated', 'open', null, null)");
    teacher = server.user("asma", "Faculty", null);
    server.sql("update app_user set first_name = 'Asma', last_name = 'Bibi' where id = ?", teacher);
    section(anatomy, "Fall 2026", teacher, "");
    section(anatomy, "Fall 2025", null, "Dr Zahid");
    section(anatomy + 1, "Fall 2026", null, "");
  }

  private static long course(String code, String title, int credits, long program) {
    return server.id(
        "insert into course (code, title, credits, program_id) values (?, ?, ?, ?) returning id",
        code,
        title,
        credits,
        program);
  }

  private static long section(long course, String term, @Nullable Long teacher, String name) {
    return server.id(
        "insert into section (course_id, term_id, teacher_id, teacher_name)"
            + " select ?, id, ?, ? from term where name = ? returning id",
        course,
        teacher,
        name,
        term);
  }

  /** A body that every rule lets pass. */
  private static Map<String, @Nullable Object> valid(String kind) {
    Map<String, @Nullable Object> body = new HashMap<>();
    switch (kind) {
      case "terms" -> body.put("name", "A term");
      case "programs" -> body.put("name", "A program");
      case "courses" ->
          body.putAll(Map.of("code", "A-1", "title", "A title", "program", (Object) mbbs));
      default -> body.putAll(Map.of("course", anatomy, "term", "Fall 2026"));
    }
    return body;
  }

  private static ValidatableResponse send(String method, String path, Object body) {
    return given().spec(server.as("Registrar")).body(body).request(method, path).then();
  }

  private static String made(String kind, Map<String, ?> body) {
    int id = send("POST", "/api/" + kind + "/", body).statusCode(201).extract().path("id");
    return "/api/" + kind + "/" + id + "/";
  }

  private static void remove(String path) {
    given().spec(server.as("Registrar")).delete(path).then().statusCode(204);
  }

  private static ValidatableResponse list(String query) {
    return given()
        .spec(server.as("Registrar"))
        .urlEncodingEnabled(false)
        .get("/api/" + query)
        .then();
  }

  static Stream<Arguments> brokenRules() {
    String long32 = "n".repeat(33);
    String long128 = "n".repeat(129);
    return Stream.of(
        Arguments.of("terms", "name", null),
        Arguments.of("terms", "name", ""),
        Arguments.of("terms", "name", "  "),
        Arguments.of("terms", "name", long32),
        Arguments.of("terms", "name", List.of("x")),
        Arguments.of("terms", "status", "half-open"),
        Arguments.of("terms", "status", "OPEN"),
        Arguments.of("terms", "start_date", "2026-02-30"),
        Arguments.of("terms", "end_date", "soon"),
        Arguments.of("programs", "name", null),
        Arguments.of("programs", "name", long128),
        Arguments.of("courses", "code", null),
        Arguments.of("courses", "code", " "),
        Arguments.of("courses", "code", long32),
        Arguments.of("courses", "title", ""),
        Arguments.of("courses", "title", "t".repeat(256)),
        Arguments.of("courses", "credits", -1),
        Arguments.of("courses", "credits", "three"),
        Arguments.of("courses", "program", null),
        Arguments.of("courses", "program", 999_999),
        Arguments.of("courses", "program", "MBBS"),
        Arguments.of("sections", "course", null),
        Arguments.of("sections", "course", 999_999),
        Arguments.of("sections", "term", null),
        Arguments.of("sections", "term", "Nowhere 1999"),
        Arguments.of("sections", "teacher", 999_999),
        Arguments.of("sections", "teacher", "999999"),
        Arguments.of("sections", "teacher", true),
        Arguments.of("sections", "teacher", long128),
        Arguments.of("sections", "teacher_name", long128),
        Arguments.of("sections", "capacity", -1),
        Arguments.of("sections", "capacity", "many"));
  }

  @ParameterizedTest
  @MethodSource("brokenRules")
  void aBrokenRuleIsToldOnItsFieldAndNothingIsWritten(
      String kind, String field, @Nullable Object value) {
    Map<String, @Nullable Object> body = valid(kind);
    body.put(field, value);
    long before = count(kind);
    for (String method : List.of("POST", "PUT", "PATCH")) {
      String path = "/api/" + kind + "/" + (method.equals("POST") ? "" : first(kind) + "/");
      send(method, path, body)
          .statusCode(400)
          .body("error.code", equalTo(400))
          .body("error.details", hasKey(field))
          .body("error.details.size()", equalTo(1));
    }
    assertThat(count(kind)).isEqualTo(before);
  }

  private static long first(String kind) {
    return server.id("select min(id) from " + table(kind));
  }

  private static long count(String kind) {
    return server.id("select count(*) from " + table(kind));
  }

  private static String table(String kind) {
    return kind.substring(0, kind.length() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "terms, name",
    "programs, name",
    "courses, code",
    "courses, title",
    "courses, program",
    "sections, course",
    "sections, term"
  })
  void aRequiredFieldIsMissed(String kind, String field) {
    Map<String, @Nullable Object> body = valid(kind);
    body.remove(field);
    send("POST", "/api/" + kind + "/", body)
        .statusCode(400)
        .body("error.details." + field, contains("This field is required."));
    send("PUT", "/api/" + kind + "/" + first(kind) + "/", body)
        .statusCode(400)
        .body("error.details", hasKey(field));
  }

  @Test
  void aTermEndsOnItsFirstDayAtTheEarliest() {
    Map<String, Object> body =
        Map.of("name", "Dates", "start_date", "2026-05-02", "end_date", "2026-05-01");
    send("POST", "/api/terms/", body).statusCode(400).body("error.details", hasKey("end_date"));
    String path =
        made("terms", Map.of("name", "Day", "start_date", "2026-05-01", "end_date", "2026-05-01"));
    send("PATCH", path, Map.of("start_date", "2026-05-02"))
        .statusCode(400)
        .body("error.details", hasKey("end_date"));
    send("PATCH", path, "{\"start_date\": null}").body("start_date", nullValue());
    send("PATCH", path, Map.of("start_date", "2026-05-01", "status", "closed")).statusCode(200);
    send("PATCH", path, "{\"end_date\": null, \"status\": null}")
        .statusCode(200)
        .body("end_date", nullValue())
        .body("start_date", equalTo("2026-05-01"))
        .body("status", equalTo("open"));
    remove(path);
  }

  @Test
  void theLongestNamesAreTaken() {
    remove(made("terms", Map.of("name", "n".repeat(32))));
    remove(made("programs", Map.of("name", "n".repeat(128))));
    Map<String, @Nullable Object> course = valid("courses");
    course.put("code", "c".repeat(32));
    course.put("credits", 0);
    remove(made("courses", course));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    String term = made("terms", Map.of("name", "Bare"));
    String course = made("courses", valid("courses"));
    String section = made("sections", valid("sections"));
    send("PATCH", term, Map.of("status", "closed", "start_date", "2026-01-01")).statusCode(200);
    send("PATCH", course, Map.of("credits", 6)).statusCode(200);
    send("PATCH", section, Map.of("capacity", 7, "teacher_name", "Dr A")).statusCode(200);
    send("PUT", term, Map.of("name", "Bare"))
        .statusCode(200)
        .body("status", equalTo("open"))
        .body("start_date", nullValue());
    send("PUT", course, valid("courses")).statusCode(200).body("credits", equalTo(3));
    send("PUT", section, valid("sections"))
        .statusCode(200)
        .body("capacity", equalTo(30))
        .body("teacher", nullValue())
        .body("teacher_name", equalTo(""));
    send("PATCH", section, "{\"capacity\": null, \"teacher_name\": null}")
        .statusCode(200)
        .body("capacity", equalTo(30))
        .body("teacher_name", equalTo(""));
    List.of(term, course, section).forEach(CatalogueApiIT::remove);
  }

  @Test
  void whatIsReadOnlyOrUnknownIsIgnored() {
    String path =
        made(
            "programs",
            Map.of(
                "id",
                1,
                "name",
                "  Ignoring  ",
                "created_at",
                "2001-01-01T00:00:00Z",
                "dean",
                "x"));
    list(path.substring("/api/".length()))
        .body("name", equalTo("Ignoring"))
        .body("created_at", not(containsString("2001")))
        .body("updated_at", notNullValue())
        .body("$", not(hasKey("dean")));
    send("PATCH", path, Map.of("updated_at", "2001-01-01T00:00:00Z", "id", 7))
        .statusCode(200)
        .body("updated_at", not(containsString("2001")));
    remove(path);
  }

  @ParameterizedTest
  @CsvSource({"terms, name, Fall 2026", "programs, name, MBBS", "courses, code, ANA-101"})
  void aNameIsTakenOnce(String kind, String field, String taken) {
    Map<String, @Nullable Object> body = valid(kind);
    String path = made(kind, body);
    body.put(field, taken);
    for (String spelt : List.of(taken, "  " + taken + " ")) {
      body.put(field, spelt);
      send("POST", "/api/" + kind + "/", body)
          .statusCode(409)
          .body("error.code", equalTo(409))
          .body("error.details", hasKey(field));
      send("PATCH", path, Map.of(field, spelt)).statusCode(409);
      send("PUT", path, body).statusCode(409);
    }
    send("PATCH", path, Map.of(field, taken.toLowerCase(Locale.ROOT))).statusCode(200);
    remove(path);
  }

  @Test
  void whatOthersDependOnStaysWithTheReason() {
    String program = made("programs", Map.of("name", "Needed"));
    long id = Long.parseLong(program.replaceAll("\\D", ""));
    String term = made("terms", Map.of("name", "Needed"));
    String course = made("courses", Map.of("code", "N-1", "title", "N", "program", id));
    Map<String, @Nullable Object> body = valid("sections");
    body.put("term", "Needed");
    body.put("course", Long.parseLong(course.replaceAll("\\D", "")));
    body.put("capacity", 2);
    String section = made("sections", body);
    long student =
        server.id(
            "insert into student (reg_no, name, program_id) values ('N-1', 'N', ?)"
                + " returning id",
            id);
    server.sql(
        "insert into enrollment (student_id, section_id) values (?, ?)",
        student,
        Long.parseLong(section.replaceAll("\\D", "")));
    stays(section, "enrollment");
    stays(course, "section");
    stays(term, "section");
    send("PATCH", section, Map.of("capacity", 0))
        .statusCode(409)
        .body("error.details", hasKey("capacity"));
    send("PATCH", section, Map.of("capacity", 1)).statusCode(200);
    server.sql("delete from enrollment where student_id = ?", student);
    remove(section);
    stays(program, "student");
    server.sql("delete from student where id = ?", student);
    stays(program, "course");
    remove(course);
    remove(term);
    remove(program);
    given().spec(server.as("Registrar")).delete(program).then().statusCode(404);
  }

  private static void stays(String path, String what) {
    given()
        .spec(server.as("Registrar"))
        .delete(path)
        .then()
        .statusCode(409)
        .body("error.message", containsString(what));
    given().spec(server.as("Registrar")).get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"terms", "programs", "courses", "sections"})
  void aChangeOfAnOlderVersionIsRefused(String kind) {
    String path = made(kind, valid(kind));
    String tag = list(path.substring("/api/".length())).extract().header("ETag");
    Map<String, @Nullable Object> changed = valid(kind);
    changed.put(kind.equals("sections") ? "capacity" : kind.equals("courses") ? "code" : "name", 9);
    if (!kind.equals("sections")) {
      changed.replaceAll((field, value) -> Integer.valueOf(9).equals(value) ? "Nine" : value);
    }
    conditional("PUT", path, tag, changed).statusCode(200);
    conditional("PUT", path, tag, changed).statusCode(412);
    conditional("PATCH", path, tag, Map.of()).statusCode(412);
    conditional("DELETE", path, tag, Map.of()).statusCode(412);
    conditional("DELETE", path, "*", Map.of()).statusCode(204);
  }

  private static ValidatableResponse conditional(
      String method, String path, String tag, Map<String, ?> body) {
    return given()
        .spec(server.as("Registrar"))
        .header("If-Match", tag)
        .body(body)
        .request(method, path)
        .then();
  }

  @Test
  void aTeacherIsAUserOrAName() {
    Map<String, @Nullable Object> body = valid("sections");
    body.put("teacher", teacher);
    String path = made("sections", body);
    list(path.substring("/api/".length()))
        .body("teacher", equalTo((int) teacher))
        .body("course_detail.code", equalTo("ANA-101"))
        .body("course_detail.program", equalTo((int) mbbs));
    send("PATCH", path, Map.of("capacity", 12)).body("teacher", equalTo((int) teacher));
    send("PATCH", path, Map.of("teacher", " Dr Noor "))
        .statusCode(200)
        .body("teacher", nullValue())
        .body("teacher_name", equalTo("Dr Noor"));
    send("PATCH", path, Map.of("teacher", String.valueOf(teacher)))
        .statusCode(200)
        .body("teacher", equalTo((int) teacher));
    send("PATCH", path, "{\"teacher\": null}").statusCode(200).body("teacher", nullValue());
    remove(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "terms/?status=closed | name | Fall 2025",
        "terms/?name=Fall%202025 | name | Fall 2025",
        "courses/?code=ANA-102 | code | ANA-102",
        "sections/?teacher=999999 | term | ''",
        "terms/?search=2026%20fall | name | Fall 2026",
        "terms/?ordering=start_date | name | Fall 2025,Fall 2026,Undated",
        "terms/?ordering=-end_date | name | Fall 2026,Fall 2025,Undated",
        "terms/?ordering=-name | name | Undated,Fall 2026,Fall 2025",
        "terms/?ordering=nothing | name | Fall 2026,Fall 2025,Undated",
        "programs/?name=BDS | name | BDS",
        "programs/?name=bds | name | ''",
        "programs/?search=b | name | MBBS,BDS",
        "programs/?ordering=name | name | BDS,MBBS",
        "programs/?ordering=-id | name | BDS,MBBS",
        "courses/?program=mbbs | code | ANA-101,ANA-102",
        "courses/?program=999999 | code | ''",
        "courses/?credits=4 | code | ANA-101,ORA-201",
        "courses/?credits=4&program=BDS | code | ORA-201",
        "courses/?search=ANATOMY%20ana- | code | ANA-101",
        "courses/?ordering=-credits,-code | code | ORA-201,ANA-101,ANA-102",
        "courses/?ordering=title | title | Gross anatomy,Histology,Oral anatomy",
        "sections/?term=Fall%202025 | teacher_name | Dr Zahid",
        "sections/?term=fall | term | ''",
        "sections/?course=999999 | term | ''",
        "sections/?search=ana-102 | course_detail.code | ANA-102",
        "sections/?search=asma | course_detail.code | ANA-101",
        "sections/?search=bibi%20fall | course_detail.code | ANA-101",
        "sections/?search=zahid | term | Fall 2025",
        "sections/?ordering=term,-id | course_detail.code | ANA-101,ANA-102,ANA-101",
        "sections/?ordering=-teacher_name | term | Fall 2025,Fall 2026,Fall 2026"
      })
  void listsAreNarrowedSearchedAndOrdered(String query, String field, String values) {
    list(query.strip())
        .statusCode(200)
        .body(
            "results." + field.strip(),
            values.isEmpty() ? empty() : equalTo(List.of(values.split(","))));
  }

  @Test
  void aFilterThatIsNoNumberIsRefused() {
    list("courses/?credits=four").statusCode(400).body("error.details", hasKey("credits"));
    list("sections/?course=x").statusCode(400).body("error.details", hasKey("course"));
    list("courses/?program=" + mbbs).body("count", equalTo(2));
    list("sections/?course=" + anatomy).body("count", equalTo(2));
    list("sections/?page=2").statusCode(404);
  }
}
