package edu.fmu.sims.jobs;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.bench.BenchReport;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestPostgres;
import edu.fmu.sims.testing.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Jobs that do nothing: from the commit that asks for each, in a transaction of its own, to the
 * commit that ends the last; beside what PostgreSQL itself makes of the same writes. Durable
 * settings, Redis and PostgreSQL over TCP, everything on one machine.
 */
class JobsBench {
  private static final int RUNS = 5;
  private static final int JOBS = 3_000;
  private static final int ASKING = 4;
  private static final int SINGLE_JOBS = 500;
  private static final int[] SLOTS = {1, 2, 4};
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "200");

  @Test
  void jobsThatDoNothing() throws Exception {
    BenchReport report = new BenchReport("jobs");
    double[][] ours = new double[SLOTS.length][RUNS];
    double[][] limit = new double[SLOTS.length][RUNS];
    double[] latencies = new double[0];
    try (TestPostgres postgres = TestPostgres.start(DURABLE)) {
      for (int run = 0; run < RUNS; run++) {
        for (int i = 0; i < SLOTS.length; i++) {
          ours[i][run] = jobsPerSecond(postgres, SLOTS[i]);
          limit[i][run] = limit(postgres, SLOTS[i]);
        }
      }
      latencies = idleLatencies(postgres);
    }
    for (int i = 0; i < SLOTS.length; i++) {
      String slots = SLOTS[i] + (SLOTS[i] == 1 ? " slot" : " slots");
      report.median("jobs a second, " + slots, "jobs/s", ours[i]);
      report.median("pgbench: insert, claim, finish, as many clients", "jobs/s", limit[i]);
      double[] ratios = new double[RUNS];
      for (int run = 0; run < RUNS; run++) {
        ratios[run] = ours[i][run] / limit[i][run];
      }
      report.median("ours to pgbench, " + slots, "ratio", ratios);
    }
    Arrays.sort(latencies);
    report.value("idle, from commit to start, p50", "ms", BenchReport.quantile(latencies, 0.5));
    report.value("idle, from commit to start, p99", "ms", BenchReport.quantile(latencies, 0.99));
    report.write();
  }

  private static double jobsPerSecond(TestPostgres postgres, int slots) throws Exception {
    try (TestRedis redis = TestRedis.start();
        JobRig rig = rig(postgres, redis, slots);
        ExecutorService asking = Executors.newFixedThreadPool(ASKING)) {
      CountDownLatch ended = new CountDownLatch(JOBS);
      JobModule node = rig.start(JobRig.handler("nothing", job -> ended.countDown()));
      rig.awaitState(rig.enqueue(node, "nothing"), "succeeded");
      long began = System.nanoTime();
      for (int i = 1; i < JOBS; i++) {
        asking.execute(() -> rig.enqueue(node, "nothing"));
      }
      ended.await();
      JobRig.await(
          () ->
              rig.query("select count(*) from job where state = 'succeeded'")
                  .equals(String.valueOf(JOBS)));
      return JOBS / seconds(began);
    }
  }

  private static double limit(TestPostgres postgres, int clients)
      throws IOException, InterruptedException {
    try (TestDatabase database = TestDatabase.createOn(postgres);
        JobRig rig = new JobRig(database, JobRig.noRedis())) {
      var config = rig.config().database();
      return new PgBench(config.port(), config.name(), config.app())
          .jobsPerSecond(clients, Duration.ofSeconds(3));
    }
  }

  private static double[] idleLatencies(TestPostgres postgres) throws Exception {
    try (TestRedis redis = TestRedis.start();
        JobRig rig = rig(postgres, redis, 4)) {
      List<Long> started = new ArrayList<>();
      JobModule node =
          rig.start(
              JobRig.handler(
                  "nothing",
                  job -> {
                    synchronized (started) {
                      started.add(System.nanoTime());
                      started.notifyAll();
                    }
                  }));
      double[] latencies = new double[SINGLE_JOBS];
      for (int i = 0; i < SINGLE_JOBS; i++) {
        rig.transactions().call(() -> node.queue().enqueue(job()));
        long committed = System.nanoTime();
        synchronized (started) {
          while (started.size() <= i) {
            started.wait();
          }
          latencies[i] = Math.max(0, (started.get(i) - committed) / 1e6);
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return latencies;
    }
  }

  private static NewJob job() {
    return NewJob.of("nothing", Map.of(), Caller.system("bench"));
  }

  private static JobRig rig(TestPostgres postgres, TestRedis redis, int slots) {
    return new JobRig(
        TestDatabase.createOn(postgres),
        redis.url(),
        "SIMS_JOB_SLOTS",
        String.valueOf(slots),
        "SIMS_JOB_POLL_MILLIS",
        "1000",
        "SIMS_JOB_LEASE_SECONDS",
        "30");
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
