package edu.fmu.sims.jobs;

import static io.restassured.RestAssured.given;

import edu.fmu.sims.bench.BenchReport;
import edu.fmu.sims.demo.DemoSeeder;
import edu.fmu.sims.testing.TestServer;
import edu.fmu.sims.web.Json;
import io.restassured.specification.RequestSpecification;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What people at the API notice while every slot makes transcripts: a record is read at a steady
 * pace, and each answer's delay counts from the moment at which it should have been asked for.
 * Server, clients, PostgreSQL and Redis share the machine. Transcripts a second are of the same
 * batches while nobody reads.
 */
class SaturatedQueueBench {
  private static final int RUNS = Integer.getInteger("bench.runs", 5);
  private static final int STUDENTS = 400;
  private static final int BATCHES = 4;
  private static final int READS = 500;
  private static final Duration PACE = Duration.ofMillis(10);

  @Test
  void theApiWhileEverySlotIsBusy() throws Exception {
    BenchReport report = new BenchReport("saturated-queue");
    try (TestServer server = TestServer.start();
        HttpClient client = HttpClient.newHttpClient()) {
      new DemoSeeder(server.database().owner(), Clock.systemUTC(), ZoneId.of("Asia/Karachi"))
          .seed(STUDENTS, TestServer.PASSWORD, false, false);
      RequestSpecification registrar = server.withToken(server.signIn("registrar"));
      HttpRequest read =
          HttpRequest.newBuilder(
                  URI.create(
                      server.address()
                          + "/api/students/"
                          + server.id("select min(id) from student")
                          + "/"))
              .header("Authorization", "Bearer " + server.signIn("registrar"))
              .build();
      latencies(client, read);
      double[][] idle = new double[RUNS][];
      double[][] busy = new double[RUNS][];
      for (int run = 0; run < RUNS; run++) {
        idle[run] = latencies(client, read);
        List<Integer> jobs = batches(server, registrar);
        busy[run] = latencies(client, read);
        awaitEnd(server, jobs);
      }
      quantiles(report, "idle", idle);
      quantiles(report, "every slot busy", busy);
      double[] ratios = new double[RUNS];
      for (int run = 0; run < RUNS; run++) {
        ratios[run] = BenchReport.quantile(busy[run], 0.99) / BenchReport.quantile(idle[run], 0.99);
      }
      report.median("p99 busy to idle", "ratio", ratios);
      transcripts(report, server, registrar);
    }
    report.write();
  }

  private static void transcripts(
      BenchReport report, TestServer server, RequestSpecification registrar) {
    double[] each = new double[RUNS];
    double[] eachOfCpu = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long cpu = cpu();
      long began = System.nanoTime();
      awaitEnd(server, batches(server, registrar));
      each[run] = STUDENTS / ((System.nanoTime() - began) / 1e9);
      eachOfCpu[run] = STUDENTS / ((cpu() - cpu) / 1e9);
    }
    report.median("transcripts a second, 4 batches at once", "1/s", each);
    report.median("transcripts a CPU second of the server", "1/s", eachOfCpu);
  }

  /** Asks for everybody's transcript, made anew, in as many batches as there are slots. */
  private static List<Integer> batches(TestServer server, RequestSpecification registrar) {
    server.sql("update student set name = name || '.'");
    List<Integer> jobs = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Long> ids = new ArrayList<>();
      for (int i = batch; i < STUDENTS; i += BATCHES) {
        ids.add(server.id("select id from student order by id limit 1 offset " + i));
      }
      jobs.add(
          given()
              .spec(registrar)
              .body(Json.MAPPER.valueToTree(Map.of("student_ids", ids)).toString())
              .post("/api/transcripts/batch/")
              .then()
              .statusCode(202)
              .extract()
              .path("job_id"));
    }
    return jobs;
  }

  private static void awaitEnd(TestServer server, List<Integer> jobs) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                server.id(
                        "select count(*) from job where state = 'succeeded' and id >= ?",
                        jobs.getFirst())
                    == jobs.size());
  }

  private static double[] latencies(HttpClient client, HttpRequest read) {
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < READS; i++) {
      long due = start + i * PACE.toNanos();
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      answers.add(
          client
              .sendAsync(read, HttpResponse.BodyHandlers.ofString())
              .thenApply(
                  answer -> {
                    if (answer.statusCode() != 200) {
                      throw new IllegalStateException(answer.body());
                    }
                    return (System.nanoTime() - due) / 1e6;
                  }));
    }
    double[] sorted = answers.stream().mapToDouble(CompletableFuture::join).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static void quantiles(BenchReport report, String when, double[][] runs) {
    for (double share : new double[] {0.5, 0.99}) {
      double[] values = new double[runs.length];
      for (int run = 0; run < runs.length; run++) {
        values[run] = BenchReport.quantile(runs[run], share);
      }
      report.median("one record, " + when + ", p" + Math.round(share * 100), "ms", values);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
