package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeApiTest {
  @AutoClose private static final TestServer server = TestServer.start();
  private static final University university = new University(server);
  private static int counter;

  /** A section with one assessment that counts for everything. */
  private static long section() {
    long section =
        university.section(
            university.course("CMP-" + (++counter), 3), university.term, university.teacher);
    server.sql(
        "insert into assessment (section_id, type, weight) values (?, 'final', 100)", section);
    return section;
  }

  private static long graded(long section, String score) {
    long student = university.student();
    university.enroll(student, section);
    score(section, student, score);
    return student;
  }

  private static void score(long section, long student, String score) {
    server.sql(
        "insert into assessment_score (assessment_id, student_id, score)"
            + " select id, ?, ? from assessment where section_id = ?"
            + " on conflict (assessment_id, student_id) do update set score = excluded.score",
        student,
        new BigDecimal(score),
        section);
  }

  private static String path(long section) {
    return "/api/sections/" + section + "/results/compute/";
  }

  @Test
  void makesDraftsAndBringsThemUpToDate() {
    long section = section();
    long first = graded(section, "91");
    long second = graded(section, "75");
    graded(section, "59.99");
    given()
        .spec(university.teacher())
        .post(path(section))
        .then()
        .statusCode(200)
        .body("created", equalTo(3))
        .body("updated", equalTo(0))
        .body("unchanged", equalTo(0))
        .body("results.final_grade", contains("A+", "B", "F"))
        .body("results.state", everyItem(equalTo("draft")));
    score(section, first, "65");
    given()
        .spec(university.teacher())
        .post(path(section))
        .then()
        .statusCode(200)
        .body("created", equalTo(0))
        .body("updated", equalTo(1))
        .body("unchanged", equalTo(2))
        .body("results.final_grade", contains("C", "B", "F"));
    assertThat(
            server.id(
                "select count(*) from audit_entry a join result r on r.id::text = a.object_id"
                    + " where a.model = 'Result' and r.section_id = ?"
                    + " and a.actor_username = 'teacher'",
                section))
        .isEqualTo(4);
    assertThat(
            server.id(
                "select count(*) from result_history where section_id = ? and student_id = ?"
                    + " and changed_by = 'teacher'",
                section,
                second))
        .isOne();
  }

  @Test
  void leavesPublishedAndFrozenResultsAlone() {
    long section = section();
    long published = graded(section, "95");
    long frozen = graded(section, "95");
    university.result(published, section, "C", "published");
    university.result(frozen, section, "D", "frozen");
    given()
        .spec(server.as("Admin"))
        .post(path(section))
        .then()
        .statusCode(200)
        .body("created", equalTo(0))
        .body("updated", equalTo(0))
        .body("unchanged", equalTo(2))
        .body("results.final_grade", contains("C", "D"));
  }

  @Test
  void anEmptySectionGivesNothing() {
    given()
        .spec(university.teacher())
        .body(Map.of())
        .post(path(section()))
        .then()
        .statusCode(200)
        .body("created", equalTo(0))
        .body("results", empty());
  }

  @Test
  void aTeacherComputesTheOwnSectionsOnly() {
    given().spec(university.teacher()).post(path(university.foreignSection)).then().statusCode(404);
    given().spec(server.as("Admin")).post(path(987654)).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Registrar", "ExamCell", "Student"})
  void othersDoNotPropose(String role) {
    given().spec(server.as(role)).post(path(university.section)).then().statusCode(403);
  }

  @Test
  void twoAtOnceAgree() throws Exception {
    long section = section();
    for (int i = 0; i < 30; i++) {
      graded(section, "91");
    }
    RequestSpecification teacher = university.teacher();
    Callable<Integer> compute = () -> given().spec(teacher).post(path(section)).statusCode();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status :
          threads.invokeAll(List.of(compute, compute, compute, compute))) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
    given()
        .spec(university.teacher())
        .post(path(section))
        .then()
        .body("unchanged", equalTo(30))
        .body("results", hasSize(30));
    assertThat(server.id("select count(*) from result_history where section_id = ?", section))
        .isEqualTo(30);
  }
}
