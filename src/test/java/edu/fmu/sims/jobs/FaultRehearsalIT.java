package edu.fmu.sims.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.jobs.Faults.Point;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestPostgres;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs under faults, in the short form that fits the suite. At length: {@code ./sims test --faults
 * --seed 7 --minutes 30 --kills 200 --repeat 20}.
 */
class FaultRehearsalIT {
  private static final Logger log = LoggerFactory.getLogger(FaultRehearsalIT.class);
  private static final Duration SHORT = Duration.ofSeconds(12);
  private static final int FEW_KILLS = 4;

  /** What the database keeps through a fall: every acknowledged commit. */
  private static final Map<String, String> DURABLE =
      Map.of("max_connections", "200", "fsync", "on", "synchronous_commit", "on");

  private static long seed() {
    long seed = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
    log.info("Rehearsal with --seed {}", seed);
    return seed;
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aNodeKilledAtANamedStepLosesNothing(Point point) throws Exception {
    int times = Integer.getInteger("faults.repeat", 1);
    try (Rehearsal stage = new Rehearsal(TestDatabase.create(), "resend")) {
      for (int i = 0; i < times; i++) {
        killAt(stage, point);
      }
      log.info("Killed {} times at {}", times, point);
      new Verdict(stage, false).judge(times);
      assertThat(stage.smtp.accepted()).hasSize(point == Point.AFTER_ACCEPT ? 2 * times : times);
    }
  }

  private static void killAt(Rehearsal stage, Point point) {
    long job = stage.enqueue("mail");
    NodeProcess doomed =
        stage.node(
            "SIMS_FAULT",
            point.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "SIMS_ROLE",
            "all");
    JobRig.await(
        () -> {
          if (point == Point.AFTER_DISPATCH) {
            // This node's relay has to meet a job that the web node's has not rung for.
            stage.rig.update("update job set dispatched_at = null where state = 'queued'");
            return !doomed.isAlive() || stage.rig.state(job).equals("succeeded");
          }
          return !doomed.isAlive();
        });
    assertThat(stage.rig.query("select state from mail_ledger where job_id = " + job))
        .as("the ledger at the crash")
        .isEqualTo(
            switch (point) {
              case AFTER_CLAIM -> "none";
              case BEFORE_DATA, AFTER_ACCEPT -> "sending";
              case BEFORE_FINISH -> "sent";
              case AFTER_DISPATCH ->
                  stage.rig.query("select state from mail_ledger where job_id = " + job);
            });
    NodeProcess healthy = stage.node();
    stage.rig.awaitState(job, "succeeded");
    doomed.kill();
    healthy.kill();
    stage.nodes.clear();
  }

  @Test
  void nodesKilledAtRandomLoseNothing() throws Exception {
    int times = Integer.getInteger("faults.kills", FEW_KILLS);
    Random random = new Random(seed());
    try (Rehearsal stage = new Rehearsal(TestDatabase.create(), "resend")) {
      stage.node();
      stage.node();
      Thread load = Thread.ofVirtual().start(() -> stage.load(random));
      for (int i = 0; i < times; i++) {
        NodeProcess node = stage.nodes.get(i % stage.nodes.size());
        JobRig.await(() -> stage.isAtWork(node));
        Mischief.pass(Duration.ofMillis(new Random(i).nextInt(700)));
        node.kill();
        node.startAgain();
      }
      load.interrupt();
      load.join();
      stage.settle();
      new Verdict(stage, false).judge(times);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resend", "park"})
  void whateverHappensNoJobIsLostAndNoMailDoubledOutsideTheUndecidableMoment(String onDoubt)
      throws Exception {
    Random random = new Random(seed());
    Duration length =
        Duration.ofMinutes(Long.getLong("faults.minutes", 0)).dividedBy(2).plus(SHORT);
    try (TestPostgres postgres = TestPostgres.start(DURABLE);
        Rehearsal stage = new Rehearsal(TestDatabase.createOn(postgres), onDoubt)) {
      log.info("Rehearsal for {}; the disk is {}", length, stage.disk.means());
      stage.node(NodeMain.CLOCK, "60");
      stage.node(NodeMain.CLOCK, "-60");
      stage.node(NodeMain.SLOWNESS, "100", "SIMS_JOB_SLOTS", "2");
      Random wishes = new Random(random.nextLong());
      Thread load = Thread.ofVirtual().start(() -> stage.load(wishes));
      Mischief mischief = new Mischief(stage, postgres, random);
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() - end < 0) {
        mischief.next();
        Mischief.pass(Duration.ofMillis(50 + random.nextInt(350)));
      }
      load.interrupt();
      load.join();
      stage.settle();
      new Verdict(stage, onDoubt.equals("park")).judge(mischief.kills());
    }
  }
}
