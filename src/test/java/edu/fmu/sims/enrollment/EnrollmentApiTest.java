package edu.fmu.sims.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnrollmentApiTest {
  @AutoClose private static final TestServer server = TestServer.start();

  private static long program;
  private static RequestSpecification registrar;

  @BeforeAll
  static void program() {
    program = server.id("insert into program (name) values ('MBBS') returning id");
    server.sql("insert into course (code, title, program_id) values ('C', 'C', ?)", program);
    server.sql("insert into term (name, status) values ('Open', 'open'), ('Closed', 'closed')");
    registrar = server.as("Registrar");
  }

  private static long section(String term, int capacity) {
    return server.id(
        "insert into section (course_id, term_id, capacity)"
            + " select c.id, t.id, ? from course c, term t where t.name = ? returning id",
        capacity,
        term);
  }

  private static List<Long> students(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                server.id(
                    "insert into student (reg_no, name, program_id) values (?, 'S', ?) returning id",
                    prefix + i,
                    program))
        .toList();
  }

  private static Response enroll(long section, List<Long> students) {
    return given()
        .spec(registrar)
        .body(Map.of("section", section, "students", students))
        .post("/api/enrollments/bulk/");
  }

  private static long enrolled(long section) {
    return server.id(
        "select count(*) from enrollment where section_id = ? and status = 'enrolled'", section);
  }

  @Test
  void newOnesTakeASeatAndThoseWhoDroppedTakeItUpAgain() {
    long section = section("Open", 10);
    List<Long> three = students("n", 3);
    server.sql(
        "insert into enrollment (student_id, section_id, status) values (?, ?, 'dropped')",
        three.get(0),
        section);
    server.sql(
        "insert into enrollment (student_id, section_id) values (?, ?)", three.get(1), section);
    enroll(section, three)
        .then()
        .statusCode(200)
        .body("created", equalTo(2))
        .body("unchanged", equalTo(1));
    assertThat(enrolled(section)).isEqualTo(3);
    assertThat(
            server.id(
                "select count(*) from audit_entry a join enrollment e"
                    + " on a.model = 'Enrollment' and a.object_id = cast(e.id as text)"
                    + " where e.section_id = ?",
                section))
        .isEqualTo(2);
    enroll(section, three).then().statusCode(200).body("created", equalTo(0));
  }

  @Test
  void oneTooManyOrUnknownAndNobodyIsEnrolled() {
    long section = section("Open", 2);
    List<Long> three = students("f", 3);
    enroll(section, three).then().statusCode(400);
    List<Long> withUnknown = new ArrayList<>(three.subList(0, 1));
    withUnknown.add(999_999L);
    Response unknown = enroll(section, withUnknown);
    unknown.then().statusCode(400);
    assertThat(unknown.<List<String>>path("error.details.students"))
        .containsExactly("There is no student 999999.");
    enroll(section("Closed", 9), three).then().statusCode(400);
    enroll(999_999, three).then().statusCode(404);
    enroll(section, List.of()).then().statusCode(400);
    enroll(section, Arrays.asList(three.get(0), null)).then().statusCode(400);
    given()
        .spec(server.as("ExamCell"))
        .body(Map.of("section", section, "students", three))
        .post("/api/enrollments/bulk/")
        .then()
        .statusCode(403);
    assertThat(enrolled(section)).isZero();
  }

  @Test
  void twoGroupsThatRaceForTheLastSeatsLeaveOneWholeGroup() throws Exception {
    long section = section("Open", 5);
    List<Long> ten = students("r", 10);
    List<Callable<Response>> groups =
        List.of(
            () -> enroll(section, ten.subList(0, 5)), () -> enroll(section, ten.subList(5, 10)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses =
          threads.invokeAll(groups).stream()
              .map(Future::resultNow)
              .map(Response::statusCode)
              .toList();
      assertThat(statuses).containsExactlyInAnyOrder(200, 400);
    }
    assertThat(enrolled(section)).isEqualTo(5);
  }

  private static Response enroll(long section, long student) {
    return given()
        .spec(registrar)
        .body(Map.of("student_id", student))
        .post("/api/sections/" + section + "/enroll/");
  }

  private static Response patch(long enrollment, String body) {
    return given().spec(registrar).body(body).patch("/api/enrollments/" + enrollment + "/");
  }

  private static <T> List<Response> atOnce(List<T> all, Function<T, Response> call)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Response>> calls =
          all.stream().<Callable<Response>>map(each -> () -> call.apply(each)).toList();
      return new ArrayList<>(threads.invokeAll(calls).stream().map(Future::resultNow).toList());
    }
  }

  private static long statuses(List<Response> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status).count();
  }

  @Test
  void aSeatIsTakenOnceInAnOpenTermWhileThereIsOne() {
    long section = section("Open", 1);
    List<Long> two = students("e", 2);
    enroll(section, two.get(0))
        .then()
        .statusCode(201)
        .body("student", equalTo(two.get(0).intValue()))
        .body("section", equalTo((int) section))
        .body("term", equalTo("Open"))
        .body("status", equalTo("enrolled"));
    enroll(section, two.get(0)).then().statusCode(409).body("error.details", hasKey("student"));
    enroll(section, two.get(1)).then().statusCode(400).body("error.details", hasKey("section"));
    enroll(section("Closed", 9), two.get(1))
        .then()
        .statusCode(400)
        .body("error.details", hasKey("term"));
    enroll(999_999, two.get(1)).then().statusCode(404);
    enroll(section, 999_999).then().statusCode(404);
    given()
        .spec(registrar)
        .body(Map.of())
        .post("/api/sections/" + section + "/enroll/")
        .then()
        .statusCode(400)
        .body("error.details", hasKey("student_id"));
    assertThat(enrolled(section)).isEqualTo(1);
  }

  @Test
  void fortyWhoRaceForOneSeatLeaveOneInIt() throws InterruptedException {
    long section = section("Open", 1);
    List<Response> answers = atOnce(students("x", 40), student -> enroll(section, student));
    assertThat(statuses(answers, 201)).isEqualTo(1);
    assertThat(statuses(answers, 400)).isEqualTo(39);
    assertThat(enrolled(section)).isEqualTo(1);
  }

  @Test
  void oneStudentWhoAsksTenTimesAtOnceGetsOneSeat() throws InterruptedException {
    long section = section("Open", 20);
    long student = students("o", 1).getFirst();
    List<Response> answers =
        atOnce(Collections.nCopies(10, student), each -> enroll(section, each));
    assertThat(statuses(answers, 201)).isEqualTo(1);
    assertThat(statuses(answers, 409)).isEqualTo(9);
  }

  @Test
  void aSeatIsFreeAgainWhenDroppedAndTakenUpOnlyWhileThereIsOne() throws InterruptedException {
    long section = section("Open", 1);
    List<Long> two = students("d", 2);
    int first = enroll(section, two.get(0)).path("id");
    patch(first, "{\"status\": \"dropped\"}").then().statusCode(200);
    int second = enroll(section, two.get(1)).then().statusCode(201).extract().path("id");
    patch(first, "{\"status\": null}").then().statusCode(400);
    enroll(section, two.get(0)).then().statusCode(400);
    patch(second, "{\"status\": \"dropped\"}").then().statusCode(200);
    List<Response> answers =
        atOnce(List.of(first, second), id -> patch(id, "{\"status\": \"enrolled\"}"));
    assertThat(statuses(answers, 200)).isEqualTo(1);
    assertThat(statuses(answers, 400)).isEqualTo(1);
    assertThat(enrolled(section)).isEqualTo(1);
  }

  @Test
  void aCapacityIsNotLoweredBelowThoseWhoSitThereNotEvenInARace() throws InterruptedException {
    long section = section("Open", 12);
    List<Long> ten = students("c", 10);
    List<Supplier<Response>> calls = new ArrayList<>();
    ten.forEach(student -> calls.add(() -> enroll(section, student)));
    calls.add(
        () ->
            given()
                .spec(registrar)
                .body(Map.of("capacity", 5))
                .patch("/api/sections/" + section + "/"));
    List<Response> answers = atOnce(calls, Supplier::get);
    Response lowered = answers.removeLast();
    assertThat(lowered.statusCode()).isIn(200, 409);
    assertThat(statuses(answers, 201)).isEqualTo(lowered.statusCode() == 200 ? 5 : 10);
    assertThat(
            server.id(
                "select capacity - (select count(*) from enrollment where section_id = s.id"
                    + " and status = 'enrolled') from section s where s.id = ?",
                section))
        .isNotNegative();
  }
}
