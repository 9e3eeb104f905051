package edu.fmu.sims.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.TestServer;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What must hold when two people act in the same moment. */
class ResultRaceIT {
  private static final int ROUNDS = 10;

  @AutoClose private static final TestServer server = TestServer.start();
  private static final University university = new University(server);

  /** Runs all at once and gives the statuses in the order of the calls. */
  private static List<Integer> atOnce(List<IntSupplier> calls) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (IntSupplier call : calls) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.getAsInt();
                }));
      }
      start.countDown();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      return statuses;
    }
  }

  private static IntSupplier post(RequestSpecification as, String path, Map<String, ?> body) {
    return () -> given().spec(as).body(body).post(path).statusCode();
  }

  private static IntSupplier patch(RequestSpecification as, long result, String grade) {
    return () ->
        given()
            .spec(as)
            .body(Map.of("final_grade", grade))
            .patch("/api/results/" + result + "/")
            .statusCode();
  }

  private static IntSupplier decide(RequestSpecification as, long change, boolean approved) {
    return post(
        as, "/api/results/approve-change/", Map.of("change_id", change, "approved", approved));
  }

  private static String grade(long result) {
    return given().spec(server.as("Admin")).get("/api/results/" + result + "/").path("final_grade");
  }

  @RepeatedTest(ROUNDS)
  void ofManyApproversOneSucceeds() throws Exception {
    long result = university.result("published");
    long change = university.change(university.teacher(), result, "A");
    List<RequestSpecification> approvers =
        List.of(server.as("Registrar"), server.as("ExamCell"), server.as("Admin"));
    List<Integer> statuses =
        atOnce(approvers.stream().map(as -> decide(as, change, true)).toList());

    assertThat(statuses).containsExactlyInAnyOrder(200, 400, 400);
    assertThat(grade(result)).isEqualTo("A");
    assertThat(server.id("select count(*) from result_history where change_id = ?", change))
        .isOne();
  }

  @RepeatedTest(ROUNDS)
  void anApprovalAndARejectionDoNotBothHold() throws Exception {
    long result = university.result("published");
    long change = university.change(university.teacher(), result, "A");
    List<Integer> statuses =
        atOnce(
            List.of(
                decide(server.as("Registrar"), change, true),
                decide(server.as("ExamCell"), change, false)));

    assertThat(statuses).containsExactlyInAnyOrder(200, 400);
    assertThat(grade(result)).isEqualTo(statuses.getFirst() == 200 ? "A" : "B");
  }

  @RepeatedTest(ROUNDS)
  void anEditDoesNotSlipPastAPublication() throws Exception {
    long result = university.result("draft");
    List<Integer> statuses =
        atOnce(
            List.of(
                post(server.as("Registrar"), "/api/results/publish/", Map.of("result_id", result)),
                patch(university.teacher(), result, "A")));

    assertThat(statuses.getFirst()).isEqualTo(200);
    assertThat(statuses.getLast()).isIn(200, 403);
    assertThat(grade(result)).isEqualTo(statuses.getLast() == 200 ? "A" : "B");
    assertThat(
            server.id(
                "select count(*) from result_history where result_id = ? and state = 'published'"
                    + " and final_grade <> (select final_grade from result where id = result_id)",
                result))
        .as("grades that were public and then moved without a request")
        .isZero();
  }

  @RepeatedTest(ROUNDS)
  void anApprovalDoesNotSlipPastAFreeze() throws Exception {
    long result = university.result("published");
    long change = university.change(university.teacher(), result, "A");
    List<Integer> statuses =
        atOnce(
            List.of(
                post(server.as("ExamCell"), "/api/results/freeze/", Map.of("result_id", result)),
                decide(server.as("Registrar"), change, true)));

    assertThat(statuses.getFirst()).isEqualTo(200);
    assertThat(statuses.getLast()).isIn(200, 409);
    assertThat(grade(result)).isEqualTo(statuses.getLast() == 200 ? "A" : "B");
  }

  @Test
  void ofManyPublishersOneSucceeds() throws Exception {
    long result = university.result("draft");
    IntSupplier publish =
        post(server.as("Registrar"), "/api/results/publish/", Map.of("result_id", result));
    List<Integer> statuses = atOnce(IntStream.range(0, 10).mapToObj(i -> publish).toList());

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 400).hasSize(9);
  }

  @RepeatedTest(3)
  void overlappingSetsWaitForEachOther() throws Exception {
    List<Long> results = IntStream.range(0, 20).mapToObj(i -> university.result("draft")).toList();
    List<Integer> statuses =
        atOnce(
            List.of(
                post(
                    server.as("Registrar"), "/api/results/publish/", Map.of("result_ids", results)),
                post(
                    server.as("ExamCell"),
                    "/api/results/publish/",
                    Map.of("result_ids", results.reversed())),
                post(server.as("Admin"), "/api/results/publish/", Map.of("result_ids", results))));

    assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409);
  }

  @RepeatedTest(3)
  void ofManyDraftsForOneStudentOneStays() throws Exception {
    long student = university.student();
    IntSupplier create =
        post(
            university.teacher(),
            "/api/results/",
            Map.of("student", student, "section", university.section, "final_grade", "A"));
    List<Integer> statuses = atOnce(IntStream.range(0, 6).mapToObj(i -> create).toList());

    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
  }
}
