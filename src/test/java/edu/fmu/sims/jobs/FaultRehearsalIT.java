package edu.fmu.sims.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.jobs.Faults.Point;
import edu.fmu.sims.testing.ScriptedSmtp;
import edu.fmu.sims.testing.ScriptedSmtp.Acceptance;
import edu.fmu.sims.testing.TestRedis;
import io.lettuce.core.RedisClient;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes in processes of their own, a real Redis and a mail server that misbehaves; nodes are
 * killed, frozen and stopped, Redis is emptied and restarted, at times that a seed decides. The
 * verdict is computed from PostgreSQL and the mail server's own log. At length: {@code mvn test
 * -Dtest=FaultRehearsalIT -Dfaults.minutes=30 -Dfaults.seed=7}.
 */
class FaultRehearsalIT {
  private static final Logger log = LoggerFactory.getLogger(FaultRehearsalIT.class);
  private static final Caller CALLER = Caller.system("test");
  private static final Duration SHORT = Duration.ofSeconds(12);
  private static final String[] STEPS = {"mail", "rcpt", "data", "end"};
  private static final String[] REPLIES = {
    "450 later", "421 closing", "drop", "accept-drop", "451 busy"
  };

  private final TestRedis redis = TestRedis.start();
  private final ScriptedSmtp smtp = ScriptedSmtp.start();
  private final JobRig rig =
      new JobRig(
          redis.url(),
          "SIMS_ROLE",
          "web",
          "EMAIL_HOST",
          "127.0.0.1",
          "EMAIL_PORT",
          String.valueOf(smtp.port()),
          "EMAIL_TIMEOUT",
          "1",
          "SIMS_JOB_POLL_MILLIS",
          "100",
          "SIMS_JOB_LEASE_SECONDS",
          "1",
          "SIMS_JOB_RETRY_BASE_MILLIS",
          "10");
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final Set<Long> committed = new HashSet<>();
  private final JobModule web = rig.node();
  private int kills;

  @BeforeEach
  void keepHistory() throws Exception {
    try (var connection = rig.owner().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table history (job_id bigint, state text, epoch bigint)");
      statement.execute(
          """
          create function keep_history() returns trigger language plpgsql security definer as $$
          begin
            insert into history values (new.id, new.state, new.epoch);
            return new;
          end $$""");
      statement.execute(
          """
          create trigger keep_history after update on job for each row
          when (old.finished_at is null and new.finished_at is not null)
          execute function keep_history()""");
    }
    web.start(List.of());
  }

  @AfterEach
  void close() {
    nodes.forEach(NodeProcess::close);
    rig.close();
    smtp.close();
    redis.close();
  }

  private NodeProcess node(String... more) {
    Map<String, String> settings = new HashMap<>(rig.settings());
    settings.put("SIMS_ROLE", "worker");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    NodeProcess node = new NodeProcess(settings);
    nodes.add(node);
    return node;
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aNodeKilledAtANamedStepLosesNothing(Point point) {
    enqueue();
    NodeProcess doomed =
        node(
            "SIMS_FAULT",
            point.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "SIMS_ROLE",
            "all");
    if (point == Point.AFTER_DISPATCH) {
      // This node's relay has to meet a job that the web node's has not rung for.
      JobRig.await(
          () -> {
            rig.update("update job set dispatched_at = null where state = 'queued'");
            return !doomed.isAlive() || rig.state(committed.iterator().next()).equals("succeeded");
          });
    } else {
      JobRig.await(() -> !doomed.isAlive());
    }
    node();
    awaitEnd();
    judge();
    assertThat(smtp.accepted()).hasSize(point == Point.AFTER_ACCEPT ? 2 : 1);
  }

  @Test
  void whateverHappensNoJobIsLostAndNoMailDoubledOutsideTheUndecidableMoment() {
    long seed = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
    Duration length = Duration.ofMinutes(Long.getLong("faults.minutes", 0)).plus(SHORT);
    log.info("Rehearsal for {} with -Dfaults.seed={}", length, seed);
    Random random = new Random(seed);
    node();
    node();
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() - end < 0) {
      for (int i = random.nextInt(12); i > 0; i--) {
        enqueueOrRollBack(random.nextInt(10) == 0);
      }
      misbehave(random);
      LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(350)).toNanos());
    }
    smtp.behave();
    nodes.forEach(NodeProcess::thaw);
    nodes.stream().filter(node -> !node.isAlive()).forEach(NodeProcess::startAgain);
    awaitEnd();
    judge();
  }

  private void enqueue() {
    committed.add(rig.enqueue(web, NewJob.of("mail", Map.of(), CALLER).attempts(100)));
  }

  private void enqueueOrRollBack(boolean rollBack) {
    if (!rollBack) {
      enqueue();
      return;
    }
    try {
      rig.transactions()
          .run(
              () -> {
                web.queue().enqueue(NewJob.of("mail", Map.of(), CALLER));
                throw new IllegalArgumentException("rolled back");
              });
    } catch (IllegalArgumentException e) {
      // As wanted: this job never was.
    }
  }

  private void misbehave(Random random) {
    NodeProcess node = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(9)) {
      case 0 -> {
        node.kill();
        kills++;
      }
      case 1 -> node.freeze();
      case 2 -> nodes.forEach(NodeProcess::thaw);
      case 3, 4 -> nodes.stream().filter(n -> !n.isAlive()).forEach(NodeProcess::startAgain);
      case 5 -> flush();
      case 6 -> redis.restart();
      case 7 ->
          smtp.answer(STEPS[random.nextInt(STEPS.length)], REPLIES[random.nextInt(REPLIES.length)]);
      default -> smtp.behave();
    }
  }

  private void flush() {
    try (RedisClient client = RedisClient.create(redis.url())) {
      client.connect().sync().flushall();
    }
  }

  private void awaitEnd() {
    Awaitility.await("the end of all jobs")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> rig.query("select count(*) from job where finished_at is null").equals("0"));
  }

  /** The invariants, from PostgreSQL and the mail server's log. */
  private void judge() {
    assertThat(ids("select id from job")).as("jobs are what was committed").isEqualTo(committed);
    assertThat(
            rig.query(
                "select count(*) from (select job_id from history group by job_id"
                    + " having count(*) <> 1) as twice"))
        .as("jobs with other than one terminal write")
        .isEqualTo("0");
    assertThat(ids("select job_id from history")).isEqualTo(committed);
    assertThat(ids("select id from job where attempt > max_attempts")).isEmpty();
    assertThat(ids("select id from job where state not in ('succeeded', 'dead')")).isEmpty();
    assertThat(ids("select id from job where state = 'dead' and expirations < 3"))
        .as("dead without three lost workers")
        .isEmpty();
    assertThat(ids("select id from job where done + failed <> total")).isEmpty();

    Map<String, List<Instant>> accepted = new HashMap<>();
    for (Acceptance acceptance : smtp.acceptances()) {
      accepted
          .computeIfAbsent(acceptance.messageId(), id -> new ArrayList<>())
          .add(acceptance.at());
    }
    int doubled = 0;
    for (Ledger row : ledger()) {
      List<Instant> times = accepted.remove(row.messageId());
      int count = times == null ? 0 : times.size();
      assertThat(count).as("acceptances of %s", row).isLessThanOrEqualTo(row.attempts());
      if (row.state().equals("sent")) {
        assertThat(count).as("%s was accepted", row).isPositive();
      }
      if (row.jobState().equals("succeeded")) {
        assertThat(row.state()).as("%s", row).isEqualTo("sent");
      }
      if (times != null && row.state().equals("sent")) {
        assertThat(times.getLast()).as("nothing is sent after %s", row).isBefore(row.updatedAt());
      }
      doubled += Math.max(0, count - 1);
    }
    assertThat(accepted).as("mails that no ledger knows").isEmpty();
    log.info(
        "{} kills, {} jobs, {} mails accepted, {} of them second copies from the undecidable moment, {} dead,"
            + " {} leases expired",
        kills,
        committed.size(),
        smtp.accepted().size(),
        doubled,
        rig.query("select count(*) from job where state = 'dead'"),
        rig.query("select sum(expirations) from job"));
  }

  private record Ledger(
      long job, String jobState, String messageId, String state, int attempts, Instant updatedAt) {}

  private List<Ledger> ledger() {
    return rig.transactions()
        .sql(
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select job_id, j.state, message_id, l.state, attempts, updated_at"
                              + " from mail_ledger l join job j on j.id = job_id");
                  ResultSet rows = select.executeQuery()) {
                List<Ledger> all = new ArrayList<>();
                while (rows.next()) {
                  all.add(
                      new Ledger(
                          rows.getLong(1),
                          rows.getString(2),
                          rows.getString(3),
                          rows.getString(4),
                          rows.getInt(5),
                          rows.getObject(6, OffsetDateTime.class).toInstant()));
                }
                return all;
              }
            });
  }

  private Set<Long> ids(String sql) {
    return rig.transactions()
        .sql(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(sql);
                  ResultSet rows = select.executeQuery()) {
                Set<Long> ids = new HashSet<>();
                while (rows.next()) {
                  ids.add(rows.getLong(1));
                }
                return ids;
              }
            });
  }
}
