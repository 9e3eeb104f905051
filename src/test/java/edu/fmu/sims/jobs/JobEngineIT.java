package edu.fmu.sims.jobs;

import static edu.fmu.sims.jobs.JobRig.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobEngineIT {
  private static final Caller CALLER = Caller.system("test");
  private static TestRedis redis;
  private final List<JobRig> rigs = new ArrayList<>();

  @BeforeAll
  static void startRedis() {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @AfterEach
  void closeRigs() {
    rigs.forEach(JobRig::close);
  }

  private JobRig open(String redisUrl, String... settings) {
    JobRig rig = new JobRig(redisUrl, settings);
    rigs.add(rig);
    return rig;
  }

  @Test
  void aJobRunsWithItsPayloadAndKeepsItsResult() {
    JobRig rig = open(redis.url());
    JobModule node =
        rig.start(
            handler(
                "greet",
                job -> {
                  assertThat(job.payload().path("name").asText()).isEqualTo("Ali");
                  job.progress(1, 2, 0);
                }));
    long id = rig.enqueue(node, NewJob.of("greet", Map.of("name", "Ali"), CALLER));
    rig.awaitState(id, "succeeded");
    assertThat(rig.column(id, "done || '/' || total || ' ' || attempt || ' ' || error"))
        .isEqualTo("2/2 1 ");
    assertThat(rig.column(id, "lease_until is null and finished_at is not null")).isEqualTo("true");
  }

  @Test
  void aJobExistsExactlyWhenItsTransactionCommits() {
    JobRig rig = open(redis.url());
    Set<Long> ran = ConcurrentHashMap.newKeySet();
    JobModule node = rig.start(handler("work", job -> ran.add(job.id())));
    assertThatThrownBy(
            () ->
                rig.transactions()
                    .run(
                        () -> {
                          node.queue().enqueue(NewJob.of("work", Map.of(), CALLER));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    long kept = rig.enqueue(node, "work");
    rig.awaitState(kept, "succeeded");
    assertThat(ran).containsExactly(kept);
    assertThat(rig.query("select count(*) from job")).isEqualTo("1");
    assertThatThrownBy(() -> node.queue().enqueue(NewJob.of("work", Map.of(), CALLER)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyNodesRunEveryJobOnce() {
    JobRig rig = open(redis.url());
    Map<Long, Integer> runs = new ConcurrentHashMap<>();
    JobHandler count = handler("count", job -> runs.merge(job.id(), 1, Integer::sum));
    JobModule first = rig.start(count);
    rig.start(count);
    rig.start(count);
    for (int i = 0; i < 300; i++) {
      rig.enqueue(first, "count");
    }
    JobRig.await(
        () -> rig.query("select count(*) from job where state = 'succeeded'").equals("300"));
    assertThat(runs).hasSize(300).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void withoutRedisJobsStartByPolling() {
    JobRig rig = open(JobRig.noRedis());
    JobModule node = rig.start(handler("work", job -> {}));
    rig.awaitState(rig.enqueue(node, "work"), "succeeded");
  }

  @Test
  void aPassingFailureIsTriedAgainAndShown() {
    JobRig rig = open(redis.url(), "SIMS_JOB_RETRY_BASE_MILLIS", "3600000");
    JobModule node =
        rig.start(
            handler(
                "mail",
                job -> {
                  if (job.attempt() == 1) {
                    throw new PassingFailure("The mail server does not answer.");
                  }
                }));
    long id = rig.enqueue(node, "mail");
    rig.awaitState(id, "scheduled");
    assertThat(rig.column(id, "error")).isEqualTo("The mail server does not answer.");
    assertThat(rig.column(id, "extract(epoch from run_at - now()) between 2800 and 4400"))
        .isEqualTo("true");
    rig.update("update job set run_at = now() where id = " + id);
    rig.awaitState(id, "succeeded");
    assertThat(rig.column(id, "error || attempt")).isEqualTo("2");
  }

  @Test
  void attemptsEndInDeath() {
    JobRig rig = open(redis.url(), "SIMS_JOB_RETRY_BASE_MILLIS", "1");
    JobModule node =
        rig.start(
            handler(
                "broken",
                job -> {
                  throw new IllegalStateException("secret detail");
                }));
    long id = rig.enqueue(node, NewJob.of("broken", Map.of(), CALLER).attempts(3));
    rig.awaitState(id, "dead");
    assertThat(rig.column(id, "attempt || ' ' || error"))
        .startsWith("3 Given up after 3 attempts")
        .doesNotContain("secret");
  }

  @Test
  void aPermanentFailureAndAnUnknownTypeAreDeadAtOnce() {
    JobRig rig = open(redis.url());
    JobModule node =
        rig.start(
            handler(
                "refused",
                job -> {
                  throw new PermanentFailure("550 no such user");
                }));
    long refused = rig.enqueue(node, "refused");
    long unknown = rig.enqueue(node, "of_a_later_release");
    rig.awaitState(refused, "dead");
    rig.awaitState(unknown, "dead");
    assertThat(rig.column(refused, "attempt || error")).isEqualTo("1550 no such user");
    assertThat(rig.column(unknown, "error")).contains("of_a_later_release");
  }

  @Test
  void aDedupeKeyMakesOneLiveJob() {
    JobRig rig = open(redis.url());
    CountDownLatch gate = new CountDownLatch(1);
    JobModule node = rig.start(handler("slow", job -> gate.await()));
    NewJob job = NewJob.of("slow", Map.of(), CALLER).onceFor("student-1");
    long first = rig.enqueue(node, job);
    assertThat(rig.enqueue(node, job)).isEqualTo(first);
    gate.countDown();
    rig.awaitState(first, "succeeded");
    assertThat(rig.enqueue(node, job)).isNotEqualTo(first);
  }

  @Test
  void aStopDrainsAndGivesBackTheRest() {
    JobRig rig = open(redis.url(), "SIMS_JOB_DRAIN_SECONDS", "1", "SIMS_JOB_LEASE_SECONDS", "60");
    CountDownLatch started = new CountDownLatch(2);
    AtomicInteger quick = new AtomicInteger();
    JobModule node =
        rig.start(
            handler(
                "quick",
                job -> {
                  started.countDown();
                  new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
                  quick.incrementAndGet();
                }),
            handler(
                "endless",
                job -> {
                  started.countDown();
                  new CountDownLatch(1).await();
                }));
    long ends = rig.enqueue(node, "quick");
    long endless = rig.enqueue(node, "endless");
    JobRig.await(() -> started.getCount() == 0);
    node.close();
    assertThat(rig.state(ends)).isEqualTo("succeeded");
    assertThat(rig.column(endless, "state || attempt")).isEqualTo("queued0");
    assertThat(rig.query("select count(*) from job_worker")).isEqualTo("0");
    rig.start(handler("endless", job -> {}));
    rig.awaitState(endless, "succeeded");
    assertThat(quick).hasValue(1);
  }

  @Test
  void aWorkerThatFallsSilentLosesItsJobAndWritesNothing() {
    JobRig rig = open(JobRig.noRedis());
    JobTable stale = new JobTable(rig.transactions(), "stale", Duration.ofMillis(1));
    JobModule queue = rig.node();
    long id = rig.enqueue(queue, "work");
    Claim claim = stale.claim(List.of(id)).getFirst();
    rig.start(handler("work", job -> {}));
    rig.awaitState(id, "succeeded");
    assertThatThrownBy(() -> stale.dead(claim, "late")).isInstanceOf(FencedOff.class);
    assertThatThrownBy(() -> stale.progress(claim, 1, 1, 0)).isInstanceOf(FencedOff.class);
    assertThatThrownBy(() -> rig.transactions().run(() -> stale.fence(claim)))
        .isInstanceOf(FencedOff.class);
    assertThat(rig.column(id, "state || attempt || expirations || error")).isEqualTo("succeeded21");
  }

  @Test
  void threeExpiredLeasesAreDeath() {
    JobRig rig = open(JobRig.noRedis());
    long id = rig.enqueue(rig.node(), "killer");
    JobTable mortal = new JobTable(rig.transactions(), "mortal", Duration.ofMillis(0));
    LeaseTable reaper = new LeaseTable(rig.transactions(), "reaper", Duration.ofSeconds(1));
    for (int i = 1; i <= 3; i++) {
      assertThat(rig.state(id)).isEqualTo("queued");
      assertThat(mortal.claim(List.of(id))).hasSize(1);
      JobRig.await(() -> !reaper.reap().isEmpty());
    }
    assertThat(rig.column(id, "state || failed || (finished_at is not null)"))
        .isEqualTo("dead1true");
    assertThat(rig.column(id, "error")).contains("3 time");
  }

  @Test
  void aLongJobKeepsItsLease() {
    JobRig rig = open(redis.url());
    AtomicInteger runs = new AtomicInteger();
    JobHandler longer =
        handler(
            "long",
            job -> {
              runs.incrementAndGet();
              new CountDownLatch(1).await(2500, TimeUnit.MILLISECONDS);
            });
    JobModule node = rig.start(longer);
    rig.start(longer);
    long id = rig.enqueue(node, "long");
    rig.awaitState(id, "succeeded");
    assertThat(runs).hasValue(1);
    assertThat(rig.column(id, "expirations")).isEqualTo("0");
  }

  @Test
  void patientJobsAreNotStarvedByUrgentOnes() {
    for (String url : List.of(redis.url(), JobRig.noRedis())) {
      JobRig rig = open(url, "SIMS_JOB_SLOTS", "1");
      JobModule node = rig.node();
      AtomicInteger urgent = new AtomicInteger();
      AtomicInteger before = new AtomicInteger(-1);
      rig.enqueue(node, NewJob.of("patient", Map.of(), CALLER).with(Priority.LOW));
      for (int i = 0; i < 100; i++) {
        rig.enqueue(node, NewJob.of("urgent", Map.of(), CALLER).with(Priority.HIGH));
      }
      node.start(
          List.of(
              handler("urgent", job -> urgent.incrementAndGet()),
              handler("patient", job -> before.set(urgent.get()))));
      JobRig.await(() -> urgent.get() == 100 && before.get() >= 0);
      assertThat(before.get()).as("urgent jobs before the patient one").isLessThan(30);
    }
  }

  @Test
  void urgentJobsGoFirst() {
    JobRig rig = open(JobRig.noRedis(), "SIMS_JOB_SLOTS", "1");
    JobModule node = rig.node();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      Priority priority = i < 10 ? Priority.NORMAL : Priority.HIGH;
      rig.enqueue(node, NewJob.of("p" + priority.level(), Map.of(), CALLER).with(priority));
    }
    node.start(List.of(handler("p1", job -> order.add(1)), handler("p5", job -> order.add(5))));
    JobRig.await(() -> order.size() == 20);
    assertThat(order.subList(0, 7)).containsOnly(1);
  }
}
