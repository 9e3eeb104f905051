package edu.fmu.sims.attendance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import edu.fmu.sims.testing.Campus;
import edu.fmu.sims.testing.SettableClock;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttendanceBulkApiIT {
  private static final Instant MORNING = Instant.parse("2026-11-24T04:00:00Z");
  private static final String TODAY = "2026-11-24";
  private static final String YESTERDAY = "2026-11-23";

  private static final SettableClock clock = new SettableClock(MORNING);
  @AutoClose private static final TestServer server = TestServer.start(clock, Map.of());
  private static final Campus campus = new Campus(server);

  private long section;
  private List<Long> students = List.of();

  @BeforeEach
  void section() {
    clock.set(MORNING);
    section = campus.section("faculty");
    students = campus.students(3, section);
  }

  private static Map<String, @Nullable Object> row(
      @Nullable Object student, @Nullable Object status, String reason) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("student", student);
    row.put("status", status);
    row.put("reason", reason);
    return row;
  }

  private ValidatableResponse bulk(String role, String date, Object... rows) {
    return given()
        .spec(server.as(role))
        .body(Map.of("section", section, "date", date, "records", Arrays.asList(rows)))
        .post("/api/attendance/bulk/")
        .then();
  }

  private long stored(String what) {
    return server.id("select count(*) from attendance where section_id = ? and " + what, section);
  }

  @Test
  void aDayIsWrittenAndReplacedAsAWhole() {
    bulk(
            "Faculty",
            TODAY,
            row(students.get(0), "Present", ""),
            row(students.get(1), "Absent", "ill"))
        .statusCode(200)
        .body("created", equalTo(2))
        .body("updated", equalTo(0))
        .body("unchanged", equalTo(0));
    bulk(
            "Faculty",
            TODAY,
            row(students.get(0), "Late", ""),
            row(students.get(1), "Absent", "ill"),
            row(students.get(2), "Excused", ""))
        .body("created", equalTo(1))
        .body("updated", equalTo(1))
        .body("unchanged", equalTo(1));
    assertThat(stored("status = 'Late' and version = 1 and present")).isOne();
    assertThat(stored("status = 'Absent' and version = 0 and reason = 'ill'")).isOne();
    bulk("Faculty", TODAY, row(students.get(2), "Present", "")).statusCode(200);
    assertThat(stored("true")).isEqualTo(3);
    given()
        .spec(server.as("Faculty"))
        .get("/api/attendance/section-summary/?section_id={s}", section)
        .then()
        .body("present_count", equalTo(2))
        .body("absent_count", equalTo(1));
  }

  @Test
  void theLogHoldsEveryRecordThatChanged() {
    bulk("Faculty", TODAY, row(students.get(0), "Present", ""));
    bulk("Faculty", TODAY, row(students.get(0), "Absent", ""), row(students.get(1), "Late", ""));
    long record = server.id("select id from attendance where student_id = ?", students.get(0));
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Attendance' and object_id = ?"
                    + " and actor_username = 'faculty' and status_code = 200"
                    + " and changes #>> array[?, '1', 'status'] = 'Absent'"
                    + " and changes #>> array[?, '0', 'status'] = 'Present'"
                    + " and (select count(*) from jsonb_object_keys(changes)) = 2",
                section + "/" + TODAY,
                String.valueOf(record),
                String.valueOf(record)))
        .isOne();
  }

  @Test
  void badRowsAreAllNamedAndNothingIsWritten() {
    long outsider = campus.student();
    long dropped = campus.student(section);
    server.sql("update enrollment set status = 'dropped' where student_id = ?", dropped);
    bulk(
            "Faculty",
            TODAY,
            row(students.get(0), "Present", ""),
            row(students.get(1), "present", ""),
            row("x", "Absent", ""),
            row(null, null, ""),
            row(students.get(0), "Absent", ""),
            row(students.get(2), "Absent", "r".repeat(1001)),
            "no object",
            row(outsider, "Present", ""))
        .statusCode(400)
        .body("error.details.records.index", equalTo(List.of(1, 2, 3, 4, 5, 6, 7)))
        .body("error.details.records[0].student", equalTo(students.get(1).intValue()))
        .body("error.details.records[1].student", equalTo("x"))
        .body("error.details.records[0].messages.size()", equalTo(1))
        .body("error.details.records[2].messages.size()", equalTo(2));
    bulk(
            "Faculty",
            TODAY,
            row(students.get(0), "Present", ""),
            row(outsider, "Present", ""),
            row(dropped, "Present", ""),
            row(999_999, "Present", ""))
        .statusCode(400)
        .body("error.details.records.index", equalTo(List.of(1, 2, 3)));
    assertThat(stored("true")).isZero();

    var faculty = server.as("Faculty");
    given()
        .spec(faculty)
        .body("{}")
        .post("/api/attendance/bulk/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("section"))
        .body("error.details", hasKey("date"));
    for (Object records : new Object[] {List.of(), "x", Map.of()}) {
      given()
          .spec(faculty)
          .body(Map.of("section", section, "date", TODAY, "records", records))
          .post("/api/attendance/bulk")
          .then()
          .statusCode(400)
          .body("error.details", hasKey("records"));
    }
    given()
        .spec(faculty)
        .body(Map.of("section", section, "date", TODAY))
        .post("/api/attendance/bulk/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("records"));
  }

  @Test
  void theDayAndTheSectionAreTheCallersOwn() {
    Object row = row(students.get(0), "Present", "");
    bulk("Faculty", YESTERDAY, row).statusCode(403);
    bulk("Admin", "2026-11-25", row).statusCode(400).body("error.details", hasKey("date"));
    bulk("ExamCell", TODAY, row).statusCode(403);
    bulk("Student", TODAY, row).statusCode(403);
    given()
        .spec(server.as("stranger", "Faculty", null))
        .body(Map.of("section", section, "date", TODAY, "records", List.of(row)))
        .post("/api/attendance/bulk/")
        .then()
        .statusCode(403);
    given()
        .spec(server.as("Faculty"))
        .body(Map.of("section", 999_999, "date", TODAY, "records", List.of(row)))
        .post("/api/attendance/bulk/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("section"));
    assertThat(stored("true")).isZero();
  }

  @Test
  void aPastDayIsCorrectedWithAReasonOnly() {
    bulk("Registrar", YESTERDAY, row(students.get(0), "Present", "")).statusCode(200);
    bulk("Registrar", YESTERDAY, row(students.get(0), "Present", ""))
        .statusCode(200)
        .body("unchanged", equalTo(1));
    bulk(
            "Registrar",
            YESTERDAY,
            row(students.get(1), "Present", ""),
            row(students.get(0), "Absent", ""))
        .statusCode(403)
        .body("error.details.records.index", equalTo(List.of(1)));
    assertThat(stored("true")).isOne();
    bulk("Registrar", YESTERDAY, row(students.get(0), "Absent", "paper list"))
        .statusCode(200)
        .body("updated", equalTo(1));
    given()
        .spec(server.as("Admin"))
        .body(
            Map.of(
                "section",
                section,
                "date",
                YESTERDAY,
                "reason",
                "register mixed up",
                "records",
                List.of(row(students.get(0), "Late", ""))))
        .post("/api/attendance/bulk/")
        .then()
        .statusCode(200);
    assertThat(
            server.id(
                "select count(*) from audit_entry where object_id = ?"
                    + " and summary like '%: register mixed up'",
                section + "/" + YESTERDAY))
        .isOne();
  }

  private static Map<String, @Nullable Object> expecting(
      String expected, long student, String status) {
    Map<String, @Nullable Object> row = row(student, status, "");
    row.put("expected", expected);
    return row;
  }

  @Test
  void whatSomebodyElseWroteSinceIsNotOverwritten() {
    bulk("Faculty", TODAY, row(students.getFirst(), "Absent", "")).statusCode(200);
    bulk(
            "Faculty",
            TODAY,
            expecting("", students.getFirst(), "Late"),
            expecting("", students.get(1), "Present"))
        .statusCode(409)
        .body("error.details.records.size()", equalTo(1))
        .body("error.details.records[0].index", equalTo(0))
        .body("error.details.records[0].messages[0]", containsString("recorded Absent"));
    assertThat(stored("true")).as("nothing was written").isOne();
    bulk("Faculty", TODAY, expecting("Absent", students.getFirst(), "Late"))
        .statusCode(200)
        .body("updated", equalTo(1));
    bulk("Faculty", TODAY, expecting("Absent", students.getFirst(), "Late"))
        .statusCode(200)
        .body("unchanged", equalTo(1));
  }

  @Test
  void ofTwoFirstRecordsThatRaceOneStands() throws Exception {
    server.as("Faculty");
    for (int round = 0; round < 5; round++) {
      long student = campus.students(1, section).getFirst();
      CyclicBarrier start = new CyclicBarrier(2);
      List<Callable<Integer>> writers = new ArrayList<>();
      for (String status : List.of("Late", "Absent")) {
        writers.add(
            () -> {
              start.await();
              return bulk("Faculty", TODAY, expecting("", student, status)).extract().statusCode();
            });
      }
      List<Integer> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        for (Future<Integer> answer : threads.invokeAll(writers)) {
          answers.add(answer.get());
        }
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 409);
      assertThat(stored("student_id = " + student)).isOne();
    }
  }

  @Test
  void eightWritersOfOneDayLeaveOneRecordEachAndATrueTally() throws Exception {
    List<Long> many = new ArrayList<>(campus.students(40, section));
    server.as("Faculty");
    String[] statuses = {"Present", "Absent", "Late", "Excused"};
    CyclicBarrier start = new CyclicBarrier(8);
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<Object> rows = new ArrayList<>();
      String status = statuses[i % statuses.length];
      many.forEach(student -> rows.add(row(student, status, "")));
      Collections.rotate(rows, 5 * i);
      writers.add(
          () -> {
            start.await();
            return bulk("Faculty", TODAY, rows.toArray()).extract().statusCode();
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> answer : threads.invokeAll(writers)) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(stored("true")).isEqualTo(40);
    assertThat(
            server.id(
                "select count(distinct status) from attendance where section_id = ?", section))
        .as("one writer was the last for all")
        .isOne();
    assertThat(server.id(TallyIT.DIFFERENCES)).isZero();
  }
}
