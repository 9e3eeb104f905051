package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.testing.ScriptedSmtp;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestRedis;
import edu.fmu.sims.web.Json;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/**
 * A stage for faults: a database that keeps the history of jobs and mails, a Redis whose every
 * entry is doubled, a mail server that follows a script, nodes in processes of their own, and
 * somebody who asks for jobs together with business of his own.
 */
final class Rehearsal implements AutoCloseable {
  private static final Caller CALLER = Caller.system("test");
  private static final int MOST_ATTEMPTS = 100;
  private static final int PARTS = 4;
  private static final int ENOUGH_WAITING = 60;

  final TestRedis redis = TestRedis.start();
  final ScriptedSmtp smtp = ScriptedSmtp.start();
  final SmallDisk disk = new SmallDisk();
  final List<NodeProcess> nodes = new ArrayList<>();
  final JobRig rig;

  /** Business whose commit was acknowledged: its job must exist. */
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  private final Echo echo = new Echo(redis.url());
  private final AtomicInteger tags = new AtomicInteger();
  private final JobModule web;

  Rehearsal(TestDatabase database, String onDoubt) {
    rig =
        new JobRig(
            database,
            redis.url(),
            "SIMS_ROLE",
            "web",
            "EMAIL_HOST",
            "127.0.0.1",
            "EMAIL_PORT",
            String.valueOf(smtp.port()),
            "EMAIL_TIMEOUT",
            "1",
            "MAIL_ON_DOUBT",
            onDoubt,
            "MEDIA_ROOT",
            disk.folder().toString(),
            "SIMS_JOB_POLL_MILLIS",
            "100",
            "SIMS_JOB_LEASE_SECONDS",
            "1",
            "SIMS_JOB_RETRY_BASE_MILLIS",
            "10");
    keepHistory();
    web = rig.node();
    web.start(List.of());
  }

  private void keepHistory() {
    try (var connection = rig.owner().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create table business (tag text primary key);
          grant select, insert on business to public;
          create table history (job_id bigint, state text, epoch bigint);
          create table mail_history (seq bigint generated always as identity, ledger_id bigint,
            former text, state text, attempts int, at timestamptz default clock_timestamp());
          grant select on history, mail_history to public;
          create function keep_history() returns trigger language plpgsql security definer as $$
          begin
            insert into history values (new.id, new.state, new.epoch);
            return new;
          end $$;
          create function keep_mail_history() returns trigger language plpgsql security definer as $$
          begin
            insert into mail_history (ledger_id, former, state, attempts)
              values (new.id, old.state, new.state, new.attempts);
            return new;
          end $$;
          create trigger keep_history after update on job for each row
          when (old.finished_at is null and new.finished_at is not null)
          execute function keep_history();
          create trigger keep_mail_history after update on mail_ledger for each row
          when (old.state <> new.state or old.attempts <> new.attempts)
          execute function keep_mail_history();""");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One more node, started. */
  NodeProcess node(String... more) {
    Map<String, String> settings = new HashMap<>(rig.settings());
    settings.put("SIMS_ROLE", "worker");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    NodeProcess node = new NodeProcess(settings);
    nodes.add(node);
    return node;
  }

  /** Whether the node has said that it is at work. */
  boolean isAtWork(NodeProcess node) {
    return !rig.query("select id from job_worker where id like '" + node.pid() + "-%'")
        .equals("none");
  }

  /** Does business and asks for a job, in one transaction. */
  long enqueue(String type) {
    String tag = "tag-" + tags.incrementAndGet();
    long id = rig.transactions().call(() -> business(type, tag));
    acknowledged.add(tag);
    return id;
  }

  private long business(String type, String tag) {
    rig.transactions()
        .sql(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement("insert into business values (?)")) {
                insert.setString(1, tag);
                return insert.executeUpdate();
              }
            });
    NewJob job = NewJob.of(type, Map.of("tag", tag), CALLER).attempts(MOST_ATTEMPTS);
    ObjectNode note = Json.MAPPER.createObjectNode();
    return type.equals("batch")
        ? web.queue()
            .enqueue(
                job,
                LongStream.rangeClosed(1, PARTS)
                    .mapToObj(subject -> new JobPart.New(subject, note))
                    .toList())
        : web.queue().enqueue(job);
  }

  /** Asks for jobs, some of which are rolled back, until interrupted. */
  void load(Random random) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (waiting() < ENOUGH_WAITING) {
          ask(random.nextInt(10));
        }
      } catch (RuntimeException e) {
        // Rolled back, or the database is away: whether it was committed, the database will tell.
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(60)).toNanos());
    }
  }

  private void ask(int kind) {
    switch (kind) {
      case 0 ->
          rig.transactions()
              .run(
                  () -> {
                    business("mail", "rolled back " + tags.incrementAndGet());
                    throw new IllegalArgumentException("rolled back");
                  });
      case 1 -> enqueue("batch");
      case 2 -> enqueue("file");
      default -> enqueue("mail");
    }
  }

  private int waiting() {
    return Integer.parseInt(
        rig.query("select count(*) from job where finished_at is null and state <> 'running'"));
  }

  /** Ends all misbehaviour, and waits for the end of every job, which no operator has to help. */
  void settle() {
    smtp.behave();
    disk.free(nodes);
    nodes.forEach(NodeProcess::thaw);
    nodes.stream().filter(node -> !node.isAlive()).forEach(NodeProcess::startAgain);
    Awaitility.await("the end of all jobs")
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(
            () -> {
              // Delays that grew while everything was broken are not worth waiting for.
              rig.update(
                  "update job set run_at = now() where state = 'scheduled' and run_at > now()");
              return rig.query("select count(*) from job where finished_at is null").equals("0");
            });
  }

  @Override
  public void close() throws Exception {
    nodes.forEach(NodeProcess::close);
    echo.close();
    rig.close();
    smtp.close();
    redis.close();
    disk.close();
  }
}
