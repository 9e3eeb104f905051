package edu.fmu.sims.jobs;

import static edu.fmu.sims.jobs.JobRig.handler;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledJobsTest {
  private static final ZoneId KARACHI = ZoneId.of("Asia/Karachi");
  private static final String NIGHTLY = "nightly";

  @AutoClose private final JobRig rig = new JobRig(JobRig.noRedis());

  private static JobHandler nightly() {
    return new JobHandler() {
      @Override
      public String type() {
        return NIGHTLY;
      }

      @Override
      public ObjectNode run(JobContext job) {
        return Json.MAPPER.createObjectNode();
      }

      @Override
      public Optional<Schedule> schedule() {
        return Optional.of(Schedule.daily(LocalTime.of(2, 0)));
      }
    };
  }

  private Scheduler scheduler() {
    return new Scheduler(
        rig.transactions(),
        new JobQueue(rig.transactions(), () -> {}),
        List.of(nightly()),
        KARACHI);
  }

  private String jobs() {
    return rig.query("select count(*) from job where type = '" + NIGHTLY + "'");
  }

  @Test
  void slotsAreThoseOfTheInstitutionsClock() {
    Schedule daily = Schedule.daily(LocalTime.of(2, 0));
    Instant slot = Instant.parse("2026-11-27T21:00:00Z");
    assertThat(daily.latest(slot, KARACHI)).isEqualTo(slot);
    assertThat(daily.latest(slot.plus(Duration.ofHours(23)), KARACHI)).isEqualTo(slot);
    assertThat(daily.latest(slot.minusMillis(1), KARACHI))
        .isEqualTo(slot.minus(Duration.ofDays(1)));
    Schedule hourly = Schedule.hourly(20);
    assertThat(hourly.latest(Instant.parse("2026-11-28T10:19:59Z"), ZoneOffset.UTC))
        .isEqualTo("2026-11-28T09:20:00Z");
    assertThat(hourly.latest(Instant.parse("2026-11-28T00:05:00Z"), ZoneOffset.UTC))
        .isEqualTo("2026-11-27T23:20:00Z");
    // The night in which 02:00 to 03:00 does not exist, and the one in which it comes twice.
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Schedule halfPast = Schedule.daily(LocalTime.of(2, 30));
    assertThat(halfPast.latest(Instant.parse("2026-03-29T12:00:00Z"), berlin))
        .isEqualTo("2026-03-29T01:30:00Z");
    assertThat(halfPast.latest(Instant.parse("2026-10-25T12:00:00Z"), berlin))
        .isEqualTo("2026-10-25T00:30:00Z");
  }

  @Test
  void aNewScheduleFiresFromItsNextSlotOn() {
    scheduler().look();
    scheduler().look();
    assertThat(jobs()).isEqualTo("0");
    assertThat(rig.query("select fired from job_slot")).isEqualTo("f");
  }

  @Test
  void aSlotFiresOnceHoweverManyNodesLookAtOnce() throws InterruptedException {
    rig.update("insert into job_slot values ('nightly', now() - interval '3 days', false)");
    CountDownLatch gate = new CountDownLatch(1);
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Scheduler scheduler = scheduler();
      nodes.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  gate.await();
                } catch (InterruptedException e) {
                  return;
                }
                scheduler.look();
              }));
    }
    gate.countDown();
    for (Thread node : nodes) {
      node.join();
    }
    assertThat(jobs()).as("one job, though two more slots were missed").isEqualTo("1");
    rig.update("update job set state = 'succeeded', finished_at = now()");
    scheduler().look();
    assertThat(jobs()).isEqualTo("1");
  }

  @Test
  void aClockThatWasSetBackRepeatsNothing() {
    rig.update("insert into job_slot values ('nightly', now() + interval '1 hour', true)");
    scheduler().look();
    assertThat(jobs()).isEqualTo("0");
  }

  @Test
  void aRunThatIsNotOverYetIsNotFollowedByASecond() {
    rig.update("insert into job_slot values ('nightly', now() - interval '3 days', true)");
    rig.update("insert into job (type, dedupe_key) values ('nightly', 'schedule nightly')");
    scheduler().look();
    assertThat(jobs()).isEqualTo("1");
  }

  @Test
  void aStartedNodeFiresWhatIsDue() {
    rig.update("insert into job_slot values ('nightly', now() - interval '3 days', true)");
    rig.start(nightly());
    JobRig.await(
        () -> rig.query("select state from job where type = 'nightly'").equals("succeeded"));
  }

  @Test
  void countersThatSomebodyBentAreRepairedAndReported() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    rig.update("insert into job (id, type, total, done, run_at) values (9, 'b', 3, 0, 'infinity')");
    rig.update(
        "insert into job_part (job_id, subject, state) values (9, 1, 'done'), (9, 2, 'failed'),"
            + " (9, 3, 'waiting')");
    JobModule node = rig.start(new JobRecount(rig.transactions(), registry));
    rig.awaitState(rig.enqueue(node, "recount_job_counters"), "succeeded");
    assertThat(rig.column(9, "done || '/' || failed || '/' || total")).isEqualTo("1/1/3");
    assertThat(registry.counter("sims.recount.differences", "what", "job_counters").count())
        .isEqualTo(1);
    long again = rig.enqueue(node, "recount_job_counters");
    rig.awaitState(again, "succeeded");
    assertThat(rig.column(again, "result ->> 'repaired'")).isEqualTo("0");
  }

  @Test
  void whatIsOldGoesAndWhatIsNotStays(@TempDir Path media) throws Exception {
    JobFiles files = new JobFiles(media);
    JobFiles.Kept young = files.keep(1, out -> out.write("young".getBytes(StandardCharsets.UTF_8)));
    JobFiles.Kept old = files.keep(2, out -> out.write("old".getBytes(StandardCharsets.UTF_8)));
    JobFiles.Kept fresh = files.keep(3, out -> out.write("fresh".getBytes(StandardCharsets.UTF_8)));
    for (JobFiles.Kept kept : List.of(young, old)) {
      Files.setLastModifiedTime(
          files.path(kept.sha256()),
          FileTime.from(Clock.systemUTC().instant().minusSeconds(200_000)));
    }
    rig.update(
        ended(91, "60 days", "{}")
            + ", "
            + row(92, "20 days", sha(old))
            + ", "
            + row(93, "1 day", sha(young)));
    rig.update(
        "insert into job (id, type, created_at, run_at) values (94, 'w', '2020-01-01', 'infinity')");
    rig.update(
        "insert into mail_ledger (job_id, recipient, message_id, state) values"
            + " (91, 'a@b.pk', '<1>', 'sent'), (93, 'a@b.pk', '<2>', 'sent')");
    rig.update("insert into job_part (job_id, subject) values (91, 1)");
    rig.update(
        "insert into job_slot values ('a', now() - interval '90 days', true),"
            + " ('a', now() - interval '1 day', true), ('b', now() - interval '90 days', true)");
    JobModule node =
        rig.start(
            new RetentionJob(
                JobRetention.of(
                    rig.transactions(),
                    files,
                    Clock.systemUTC(),
                    Duration.ofDays(30),
                    Duration.ofDays(7))));
    long job = rig.enqueue(node, "apply_retention");
    rig.awaitState(job, "succeeded");
    assertThat(rig.query("select string_agg(id::text, ' ' order by id) from job where id > 90"))
        .isEqualTo("92 93 94");
    assertThat(rig.query("select count(*) from mail_ledger")).isEqualTo("1");
    assertThat(rig.query("select count(*) from job_slot where schedule in ('a', 'b')"))
        .as("the newest stay")
        .isEqualTo("2");
    assertThat(files.path(old.sha256())).doesNotExist();
    assertThat(files.path(young.sha256())).exists();
    assertThat(files.path(fresh.sha256())).as("its job may be about to end").exists();
    assertThat(rig.column(job, "result ->> 'jobs'")).isEqualTo("1");
  }

  private static String sha(JobFiles.Kept kept) {
    return "{\"sha256\": \"" + kept.sha256() + "\"}";
  }

  private static String ended(long id, String ago, String result) {
    return "insert into job (id, type, state, finished_at, result) values " + row(id, ago, result);
  }

  private static String row(long id, String ago, String result) {
    return "(" + id + ", 'x', 'succeeded', now() - interval '" + ago + "', '" + result + "')";
  }

  @Test
  void aHandlerWithoutAScheduleIsLeftAlone() {
    assertThat(handler("work", job -> {}).schedule()).isEmpty();
  }
}
