package edu.fmu.sims.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of records over HTTP, with the job at work. */
class ImportApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final AtomicInteger NEXT = new AtomicInteger();

  @AutoClose
  private static final TestServer server =
      TestServer.start(Clock.systemUTC(), Map.of("SIMS_JOB_RETRY_BASE_MILLIS", "200"));

  private static long teacher;

  @BeforeAll
  static void basics() {
    server.sql("insert into program (name) values ('MBBS'), ('BDS')");
    server.sql("insert into term (name, status) values ('Fall', 'open'), ('Past', 'closed')");
    teacher = server.user("prof", "Faculty", null);
    server.user("other", "Faculty", null);
  }

  /** A course with a section of the teacher's, and students in it, all with names of their own. */
  private record Class(String course, long section, List<String> students) {}

  private static Class newClass(int students, int enrolled, int capacity) {
    int n = NEXT.incrementAndGet();
    String code = "C-" + n;
    long section =
        server.id(
            "with c as (insert into course (code, title, program_id) values (?, 'T',"
                + " (select min(id) from program)) returning id)"
                + " insert into section (course_id, term_id, teacher_id, capacity)"
                + " select c.id, t.id, ?, ? from c, term t where t.name = 'Fall' returning id",
            code,
            teacher,
            capacity);
    List<String> regNos =
        java.util.stream.IntStream.range(0, students).mapToObj(i -> "R-" + n + "-" + i).toList();
    for (int i = 0; i < students; i++) {
      long student =
          server.id(
              "insert into student (reg_no, name, program_id)"
                  + " values (?, 'N', (select min(id) from program)) returning id",
              regNos.get(i));
      if (i < enrolled) {
        server.sql(
            "insert into enrollment (student_id, section_id) values (?, ?)", student, section);
      }
    }
    return new Class(code, section, regNos);
  }

  private static Response send(RequestSpecification as, String kind, byte[] file, boolean dryRun) {
    return given()
        .spec(as)
        .contentType("multipart/form-data")
        .multiPart("file", "data.csv", file, "text/csv")
        .queryParam("dry_run", dryRun)
        .post("/api/imports/" + kind + "/");
  }

  private static byte[] bytes(String csv) {
    return csv.getBytes(StandardCharsets.UTF_8);
  }

  private static ValidatableResponse check(String kind, String csv) {
    return send(server.as("Registrar"), kind, bytes(csv), true).then().statusCode(200);
  }

  private static ValidatableResponse applied(String kind, String csv) {
    return applied(server.as("Registrar"), kind, bytes(csv), "applied");
  }

  private static ValidatableResponse applied(
      RequestSpecification as, String kind, byte[] file, String state) {
    int id =
        send(as, kind, file, false)
            .then()
            .statusCode(202)
            .body("job_id", notNullValue())
            .extract()
            .path("id");
    return ended(as, id, state);
  }

  private static ValidatableResponse ended(RequestSpecification as, int id, String state) {
    await()
        .atMost(LIMIT)
        .until(
            () -> !"queued".equals(given().spec(as).get("/api/imports/" + id + "/").path("state")));
    return given()
        .spec(as)
        .get("/api/imports/" + id + "/")
        .then()
        .statusCode(200)
        .body("state", equalTo(state));
  }

  private static ValidatableResponse undo(int id) {
    return given().spec(server.as("Registrar")).post("/api/imports/" + id + "/undo/").then();
  }

  private static void put(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof String text && text.startsWith("=")) {
      sheet.formula(row, column, text.substring(1));
    } else if (value instanceof LocalDate date) {
      sheet.value(row, column, date);
      sheet.style(row, column).format("yyyy-MM-dd").set();
    } else if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else {
      sheet.value(row, column, value.toString());
    }
  }

  private static byte[] xlsx(Object[]... rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("Sheet 1");
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < rows[r].length; c++) {
          put(sheet, r, c, rows[r][c]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void studentsAreMadeChangedAndLeftAlone() {
    newClass(0, 0, 1);
    server.sql(
        "insert into student (reg_no, name, program_id, email) values"
            + " ('S-1', 'Old', (select id from program where name = 'MBBS'), 'a@b.pk'),"
            + " ('S-2', 'Same', (select id from program where name = 'MBBS'), '')");
    String csv =
        "\uFEFFReg No;Name;Program;E-Mail\r\n"
            + "S-1;\"New; of\nMBBS\";BDS;\r\nS-2;Same;MBBS;\r\n\r\nS-3;Zoë;MBBS;z@b.pk\r\n";
    csv = csv.replace("E-Mail", "email");
    check("students", csv)
        .body("created", equalTo(1))
        .body("updated", equalTo(1))
        .body("unchanged", equalTo(1))
        .body("errors", empty())
        .body("changes.row", equalTo(List.of(2, 5)))
        .body("changes.action", equalTo(List.of("updated", "created")));
    assertThat(server.id("select count(*) from student where reg_no = 'S-3'")).isZero();
    int id =
        applied("students", csv)
            .body("created", equalTo(1))
            .body("updated", equalTo(1))
            .body("unchanged", equalTo(1))
            .body("done", equalTo(3))
            .body("total", equalTo(3))
            .body("created_by", equalTo("registrar"))
            .extract()
            .path("id");
    assertThat(
            server.id(
                "select count(*) from student s join program p on p.id = s.program_id where"
                    + " reg_no = 'S-1' and s.name = E'New; of\\nMBBS' and p.name = 'BDS'"
                    + " and email = 'a@b.pk'"))
        .isOne();
    assertThat(
            server.id(
                "select count(*) from audit_entry where model = 'Student' and actor_username ="
                    + " 'registrar' and path = '/api/imports/students/' and method = 'POST'"
                    + " and object_id in (select id::text from student where reg_no in"
                    + " ('S-1', 'S-3'))"))
        .isEqualTo(2);
    undo(id)
        .statusCode(200)
        .body("state", equalTo("undone"))
        .body("undone_by", equalTo("registrar"));
    assertThat(server.id("select count(*) from student where reg_no = 'S-3'")).isZero();
    assertThat(server.id("select count(*) from student where reg_no = 'S-1' and name = 'Old'"))
        .isOne();
    undo(id).statusCode(409);
  }

  @Test
  void everyFaultIsNamedWithRowAndColumnAndNothingIsWritten() {
    String csv =
        "reg_no,name,program,email,colour\n"
            + "E-1,One,MBBS,,\n"
            + ",Two,MBBS,,\n"
            + "E-3,,MBBS,,\n"
            + "E-4,Four,Magic,,\n"
            + "E-1,Again,MBBS,,\n"
            + "E-6,Six,MBBS,no address,\n"
            + "E-7,Seven,MBBS,,,,too many\n";
    check("students", csv.replace(",colour", ""))
        .body("errors.row", equalTo(List.of(3, 4, 5, 6, 7, 8)))
        .body("errors.column", equalTo(List.of("reg_no", "name", "program", "reg_no", "email", "")))
        .body("errors[3].message", containsString("row 2"))
        .body("created", equalTo(1));
    check("students", csv)
        .body("errors", hasSize(1))
        .body("errors[0].row", equalTo(1))
        .body("errors[0].column", equalTo("colour"));
    check("students", "name,email\nA,b\n")
        .body("errors.column", equalTo(List.of("reg_no", "program")))
        .body("errors.row", everyItem(equalTo(1)));
    int id =
        applied(server.as("Registrar"), "students", bytes(csv.replace(",colour", "")), "failed")
            .body("error_count", equalTo(6))
            .body("errors", hasSize(6))
            .extract()
            .path("id");
    assertThat(server.id("select count(*) from student where reg_no like 'E-%'")).isZero();
    undo(id).statusCode(409).body("error.details.state", hasSize(1));
    String rejects =
        given()
            .spec(server.as("Registrar"))
            .get("/api/imports/" + id + "/rejects/")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString();
    assertThat(rejects)
        .startsWith("reg_no,name,program,email,message\r\n")
        .contains("E-4,Four,Magic,,program: There is no program of this name.")
        .doesNotContain("E-1,One");
    check("students", rejects.replace("Magic", "BDS")).body("created", equalTo(3));
  }

  @Test
  void whatIsNoSheetIsRefusedByItsContent() {
    byte[] zip = xlsx(new Object[] {"reg_no"});
    zip =
        new String(zip, StandardCharsets.ISO_8859_1)
            .replace("xl/workbook.xml", "xl/workbookAxml")
            .getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] file :
        List.of(
            bytes("%PDF-1.7 a"),
            zip,
            new byte[] {'P', 'K', 3, 4, 1, 2, 3},
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1},
            new byte[] {'a', 0, 'b'},
            "reg_no,name,program\nX,Zoë,MBBS\n".getBytes(Charset.forName("windows-1252")),
            bytes("reg_no,name\n\"open,x"),
            bytes("reg_no\n" + "x\n".repeat(Sheet.MOST_ROWS + 1)))) {
      for (boolean dry : new boolean[] {true, false}) {
        send(server.as("Admin"), "students", file, dry)
            .then()
            .statusCode(400)
            .body("error.details.file", hasSize(1));
      }
    }
    send(server.as("Admin"), "students", new byte[21 * 1024 * 1024], true).then().statusCode(413);
    given()
        .spec(server.as("Admin"))
        .body("{}")
        .post("/api/imports/students/")
        .then()
        .statusCode(415);
    send(server.as("Admin"), "teachers", bytes("a"), true).then().statusCode(404);
    given()
        .spec(server.as("Admin"))
        .contentType("multipart/form-data")
        .multiPart("file", "a.csv", bytes("a"))
        .post("/api/imports/students/?dry_run=perhaps")
        .then()
        .statusCode(400);
  }

  @Test
  void workbooksAreReadAndFormulasRefused() {
    Class room = newClass(2, 2, 9);
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Karachi"));
    byte[] book =
        xlsx(
            new Object[] {"reg_no", "course", "term", "date", "status"},
            new Object[] {room.students.get(0), room.course, "Fall", today, "late"},
            new Object[] {room.students.get(1), room.course, "Fall", today.toString(), "Absent"});
    send(server.as("Admin"), "attendance", book, true)
        .then()
        .statusCode(200)
        .body("errors", empty())
        .body("created", equalTo(2));
    byte[] students =
        xlsx(
            new Object[] {"reg_no", "name", "program"},
            new Object[] {2026001, "Number", "MBBS"},
            new Object[] {"X-2", "=1+1", "MBBS"});
    send(server.as("Admin"), "students", students, true)
        .then()
        .statusCode(200)
        .body("errors", hasSize(1))
        .body("errors[0].row", equalTo(3))
        .body("errors[0].column", equalTo("name"))
        .body("errors[0].message", containsString("Formula"))
        .body("created", equalTo(1));
    applied(
        server.as("Admin"),
        "students",
        xlsx(new Object[] {"reg_no", "name", "program"}, new Object[] {2026001, "Number", "MBBS"}),
        "applied");
    assertThat(server.id("select count(*) from student where reg_no = '2026001'")).isOne();
  }

  @Test
  void coursesAndSectionsFollowEachOther() {
    String courses = "code,title,credits,program\nK-1,One,4,MBBS\nK-2,Two,,BDS\n";
    applied("courses", courses).body("created", equalTo(2));
    check("courses", courses).body("unchanged", equalTo(2));
    check("courses", "code,title,credits,program\nK-3,X,-1,MBBS\nK-4,X,1,None\n")
        .body("errors.column", equalTo(List.of("credits", "program")));
    String sections =
        "course,term,teacher,teacher_name,capacity\nK-1,Fall,PROF,,40\nK-1,Fall,other,,\nK-2,Fall,,Guest,\n";
    applied("sections", sections).body("created", equalTo(3));
    check("sections", sections).body("unchanged", equalTo(3));
    check("sections", sections.replace(",40", ",41")).body("updated", equalTo(1));
    check(
            "sections",
            "course,term,teacher,capacity\nK-1,Fall,,5\nK-9,Fall,,5\nK-2,Never,,5\nK-2,Fall,nobody,5\n")
        .body("errors.row", equalTo(List.of(2, 3, 4, 5)))
        .body("errors.column", equalTo(List.of("course", "course", "term", "teacher")))
        .body("errors[0].message", containsString("Several sections"));
  }

  @Test
  void enrollmentsKeepCapacityTermAndUniqueness() {
    Class room = newClass(4, 1, 3);
    String head = "student,course,term\n";
    String csv = head;
    for (String student : room.students) {
      csv += student + "," + room.course + ",Fall\n";
    }
    check("enrollments", csv)
        .body("unchanged", equalTo(1))
        .body("created", equalTo(2))
        .body("errors", hasSize(1))
        .body("errors[0].row", equalTo(5))
        .body("errors[0].column", equalTo("section"))
        .body("errors[0].message", containsString("full"));
    applied(server.as("Registrar"), "enrollments", bytes(csv), "failed");
    assertThat(count(room)).isEqualTo(1);
    server.sql("update enrollment set status = 'dropped' where section_id = ?", room.section);
    String three = csv.substring(0, csv.lastIndexOf("R-"));
    int id =
        applied("enrollments", three)
            .body("created", equalTo(2))
            .body("updated", equalTo(1))
            .extract()
            .path("id");
    assertThat(count(room)).isEqualTo(3);
    long closed =
        server.id(
            "insert into section (course_id, term_id) select course_id, (select id from term where"
                + " name = 'Past') from section where id = ? returning id",
            room.section);
    check(
            "enrollments",
            "reg_no,section\n" + room.students.get(0) + "," + closed + "\nnobody," + closed + "\n")
        .body("errors.column", equalTo(List.of("term", "student")));
    server.sql(
        "insert into attendance (section_id, student_id, date, status)"
            + " values (?, (select id from student where reg_no = ?), current_date, 'Present')",
        room.section,
        room.students.get(2));
    undo(id)
        .statusCode(409)
        .body("error.details.rows", hasSize(1))
        .body("error.details.rows[0].row", equalTo(4))
        .body("error.details.rows[0].message", containsString("attendance"));
    assertThat(count(room)).isEqualTo(3);
    server.sql("delete from attendance where section_id = ?", room.section);
    undo(id).statusCode(200);
    assertThat(count(room)).isZero();
  }

  private static long count(Class room) {
    return server.id(
        "select count(*) from enrollment where section_id = ? and status = 'enrolled'",
        room.section);
  }

  @Test
  void facultyImportsScoresAndAttendanceOfOwnSectionsOnly() {
    Class room = newClass(3, 2, 9);
    server.sql(
        "insert into assessment (section_id, type, weight) values (?, 'Quiz', 10)", room.section);
    RequestSpecification prof = server.as("prof", "Faculty", null);
    RequestSpecification other = server.as("other", "Faculty", null);
    String head = "student,course,term,assessment,score,max_score\n";
    String where = "," + room.course + ",Fall,quiz,";
    String csv =
        head + room.students.get(0) + where + "7.5,10\n" + room.students.get(1) + where + "8,10\n";
    send(other, "scores", bytes(csv), true)
        .then()
        .statusCode(200)
        .body("errors", hasSize(2))
        .body("created", equalTo(0));
    int id =
        applied(prof, "scores", bytes(csv), "applied")
            .body("created", equalTo(2))
            .extract()
            .path("id");
    send(prof, "scores", bytes(csv), true).then().body("unchanged", equalTo(2));
    given().spec(other).get("/api/imports/" + id + "/").then().statusCode(404);
    given().spec(other).post("/api/imports/" + id + "/undo/").then().statusCode(404);
    given()
        .spec(other)
        .get("/api/imports/")
        .then()
        .body("results.id", org.hamcrest.Matchers.not(hasItem(id)));
    given().spec(prof).get("/api/imports/?kind=scores").then().body("results.id", hasItem(id));
    send(
            prof,
            "scores",
            bytes(
                head
                    + room.students.get(0)
                    + where
                    + "11,10\n"
                    + room.students.get(1)
                    + where
                    + ",10\n"
                    + room.students.get(2)
                    + where
                    + "5,10\n"
                    + room.students.get(1)
                    + where.replace("quiz", "Lab")
                    + "5,10\n"),
            true)
        .then()
        .body("errors.row", equalTo(List.of(2, 3, 4, 5)))
        .body("errors.column", equalTo(List.of("score", "score", "student", "assessment")));
    for (String kind : List.of("students", "courses", "sections", "enrollments")) {
      send(prof, kind, bytes("a"), true).then().statusCode(403);
    }
    for (String role : List.of("ExamCell", "Student")) {
      send(server.as(role), "scores", bytes(csv), true).then().statusCode(403);
    }
    server.sql(
        "update assessment_score set score = 9, version = version + 1 where student_id ="
            + " (select id from student where reg_no = ?)",
        room.students.get(0));
    given()
        .spec(prof)
        .post("/api/imports/" + id + "/undo/")
        .then()
        .statusCode(409)
        .body("error.details.rows[0].message", containsString("changed since"));
    assertThat(
            server.id(
                "select count(*) from assessment_score sc join assessment a on a.id = sc.assessment_id where section_id = ?",
                room.section))
        .isEqualTo(2);
  }

  @Test
  void attendanceFollowsTheRulesOfTheDay() {
    Class room = newClass(2, 2, 9);
    RequestSpecification prof = server.as("prof", "Faculty", null);
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Karachi"));
    String head = "student,section,date,status,reason\n";
    String a = room.students.get(0) + "," + room.section + ",";
    send(prof, "attendance", bytes(head + a + today.minusDays(1) + ",Present,\n"), true)
        .then()
        .body("errors[0].message", containsString("registrar"));
    send(prof, "attendance", bytes(head + a + today.plusDays(1) + ",Present,\n"), true)
        .then()
        .body("errors[0].column", equalTo("date"));
    String past = head + a + today.minusDays(1) + ",Absent,\n" + a + today + ",Late,traffic\n";
    int id = applied("attendance", past).body("created", equalTo(2)).extract().path("id");
    check("attendance", past).body("unchanged", equalTo(2));
    check("attendance", past.replace("Absent,", "Present,"))
        .body("errors[0].row", equalTo(2))
        .body("errors[0].message", containsString("reason"));
    check("attendance", past.replace("Absent,", "Present,was seen")).body("updated", equalTo(1));
    check("attendance", head + a + "tomorrow,Absent,\n" + a + today + ",Ill,\n")
        .body("errors.row", equalTo(List.of(2, 3)))
        .body("errors.column", equalTo(List.of("date", "status")));
    undo(id).statusCode(200);
    assertThat(server.id("select count(*) from attendance where section_id = ?", room.section))
        .isZero();
  }

  @Test
  void whatAListExportsIsImportedUnchanged() {
    Class room = newClass(2, 2, 9);
    server.sql(
        "insert into student (reg_no, name, program_id) values ('=1+1', '''-quoted', (select min(id) from program))");
    server.sql(
        "insert into assessment (section_id, type, weight) values (?, 'Quiz', 10)", room.section);
    server.sql(
        "insert into assessment_score (assessment_id, student_id, score) select a.id, e.student_id,"
            + " 50 from assessment a join enrollment e on e.section_id = a.section_id where a.section_id = ?",
        room.section);
    server.sql(
        "insert into attendance (section_id, student_id, date, status, reason) select section_id,"
            + " student_id, current_date - 1, 'Late', 'bus' from enrollment where section_id = ?",
        room.section);
    for (List<String> list :
        List.of(
            List.of("students", "students"),
            List.of("courses", "courses"),
            List.of("sections", "sections"),
            List.of("enrollments", "enrollments?section=" + room.section),
            List.of("attendance", "attendance?section=" + room.section),
            List.of("scores", "assessment-scores?assessment__section=" + room.section))) {
      String csv =
          given()
              .spec(server.as("Admin"))
              .accept("text/csv")
              .get("/api/" + list.get(1))
              .then()
              .statusCode(200)
              .extract()
              .asString();
      int rows = (int) csv.lines().count() - 1;
      assertThat(rows).as(list.get(0)).isPositive();
      send(server.as("Admin"), list.get(0), bytes(csv), true)
          .then()
          .statusCode(200)
          .body("errors", empty())
          .body("changes", empty());
    }
  }

  @Test
  void templatesAreFilesOfTheirKind() {
    for (ImportKind kind : ImportKind.values()) {
      String csv =
          given()
              .spec(server.as("Admin"))
              .get("/api/imports/" + kind.label() + "/template/")
              .then()
              .statusCode(200)
              .contentType(startsWith("text/csv"))
              .header("Content-Disposition", containsString(kind.label()))
              .extract()
              .asString();
      check(kind.label(), csv).body("errors.row", everyItem(equalTo(2)));
    }
    given().spec(server.as("Admin")).get("/api/imports/teachers/template/").then().statusCode(404);
  }

  @Test
  void importsOfOneFileThatRaceMakeEveryRecordOnce() throws Exception {
    StringBuilder csv = new StringBuilder("reg_no,name,program\n");
    for (int i = 0; i < 300; i++) {
      csv.append("RACE-").append(i).append(",N,MBBS\n");
    }
    byte[] file = bytes(csv.toString());
    RequestSpecification admin = server.as("Admin");
    CyclicBarrier start = new CyclicBarrier(3);
    Callable<Integer> sending =
        () -> {
          start.await();
          return send(admin, "students", file, false).then().statusCode(202).extract().path("id");
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> ids =
          List.of(threads.submit(sending), threads.submit(sending), threads.submit(sending));
      int created = 0;
      for (Future<Integer> id : ids) {
        int made = ended(admin, id.get(), "applied").extract().path("created");
        created += made;
      }
      assertThat(created).isEqualTo(300);
    }
    assertThat(server.id("select count(*) from student where reg_no like 'RACE-%'")).isEqualTo(300);
  }

  /** The job runs again, as after a crash between its commit and its end. */
  @Test
  void anImportIsNeverAppliedTwice() {
    int id = applied("students", "reg_no,name,program\nTWICE,N,MBBS\n").extract().path("id");
    long version = server.id("select version from student where reg_no = 'TWICE'");
    server.sql("update student set name = 'Changed' where reg_no = 'TWICE'");
    server.sql(
        "update job set state = 'queued', dispatched_at = null, finished_at = null where id ="
            + " (select job_id from data_import where id = ?)",
        id);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                server.id(
                        "select count(*) from job where state = 'succeeded' and attempt = 2 and id ="
                            + " (select job_id from data_import where id = ?)",
                        id)
                    == 1);
    assertThat(
            server.id(
                "select count(*) from student where reg_no = 'TWICE' and name = 'Changed' and version = ?",
                version))
        .isOne();
  }

  @Test
  void whoLostTheRightMeanwhileImportsNothing() {
    server.user("leaver", "Registrar", null);
    RequestSpecification leaver = server.as("leaver", "Registrar", null);
    int id =
        send(leaver, "students", bytes("reg_no,name,program\nLEFT,N,MBBS\n"), false)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    ended(server.as("Admin"), id, "applied");
    server.sql("update app_user set role = null where username = 'leaver'");
    server.sql("delete from student where reg_no = 'LEFT'");
    server.sql("update data_import set state = 'queued', applied_at = null where id = ?", id);
    server.sql(
        "update job set state = 'queued', dispatched_at = null, finished_at = null where id ="
            + " (select job_id from data_import where id = ?)",
        id);
    ended(server.as("Admin"), id, "failed").body("errors[0].message", containsString("leaver"));
    assertThat(server.id("select count(*) from student where reg_no = 'LEFT'")).isZero();
  }

  /**
   * The connection dies while rows are being written: nothing stands, and the retry does it all.
   */
  @Test
  void anImportThatIsKilledInTheMiddleIsAppliedOnceLater() throws Exception {
    StringBuilder csv = new StringBuilder("reg_no,name,program\n");
    for (int i = 0; i < 800; i++) {
      csv.append("KILL-").append(i).append(",N,MBBS\n");
    }
    int id;
    try (Connection holder = server.database().owner().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(
          "insert into student (reg_no, name, program_id)"
              + " values ('KILL-700', 'N', (select min(id) from program))");
      id =
          send(server.as("Admin"), "students", bytes(csv.toString()), false)
              .then()
              .statusCode(202)
              .extract()
              .path("id");
      String waiting =
          "select coalesce(min(pid), 0) from pg_stat_activity where wait_event_type = 'Lock'"
              + " and datname = current_database() and query ilike 'insert into student%'";
      await().atMost(LIMIT).until(() -> asSuperuser(waiting) > 0);
      assertThat(server.id("select count(*) from student where reg_no like 'KILL-%'")).isZero();
      given()
          .spec(server.as("Admin"))
          .get("/api/imports/" + id + "/")
          .then()
          .body("done", equalTo(500))
          .body("total", equalTo(800));
      asSuperuser("select pg_terminate_backend(" + asSuperuser(waiting) + ")::int");
      holder.rollback();
    }
    ended(server.as("Admin"), id, "applied").body("created", equalTo(800));
    assertThat(server.id("select count(*) from student where reg_no like 'KILL-%'")).isEqualTo(800);
    assertThat(
            server.id(
                "select attempt from job where id = (select job_id from data_import where id = ?)",
                id))
        .isEqualTo(2);
  }

  private static long asSuperuser(String sql) throws SQLException {
    try (Connection connection = server.database().superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
