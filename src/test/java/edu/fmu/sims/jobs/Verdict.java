package edu.fmu.sims.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.ScriptedSmtp.Acceptance;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The invariants, computed from PostgreSQL and the mail server's own log.
 *
 * <p>A second copy of a mail is legitimate only behind a doubt: an attempt that began while the row
 * still said {@code sending}, because the worker of the attempt before was lost, or the server fell
 * silent, between the row's commit and the note of the server's answer. So the k-th acceptance of a
 * mail needs k-1 such beginnings before it.
 */
final class Verdict {
  private static final Logger log = LoggerFactory.getLogger(Verdict.class);

  private final Rehearsal stage;
  private final boolean parks;
  private int doubts;
  private int copies;

  Verdict(Rehearsal stage, boolean parks) {
    this.stage = stage;
    this.parks = parks;
  }

  /** Fails unless everything that is promised was kept. */
  void judge(int kills) {
    jobsAreWhatWasCommitted();
    everyJobEndedOnce();
    countersAreARecount();
    mailsAreWhatTheServerTook();
    log.info(
        "Verdict: {} kills, {} jobs, 0 lost; {} mails accepted, 0 doubled outside the undecidable moment;"
            + " {} attempts began in doubt, {} of them made a second copy; {} parked; {} refused;"
            + " {} jobs dead, {} leases expired",
        kills,
        count("job"),
        stage.smtp.accepted().size(),
        doubts,
        copies,
        count("mail_ledger where state = 'uncertain'"),
        count("mail_ledger where state = 'refused'"),
        count("job where state = 'dead'"),
        stage.rig.query("select sum(expirations) from job"));
  }

  private String count(String what) {
    return stage.rig.query("select count(*) from " + what);
  }

  private void jobsAreWhatWasCommitted() {
    Set<String> business = texts("select tag from business");
    assertThat(texts("select payload ->> 'tag' from job")).as("jobs").isEqualTo(business);
    assertThat(count("job")).as("one job each").isEqualTo(String.valueOf(business.size()));
    assertThat(business).as("what was acknowledged").containsAll(stage.acknowledged);
  }

  private void everyJobEndedOnce() {
    none("jobs without an end", "select id from job where state not in ('succeeded', 'dead')");
    none(
        "jobs with other than one terminal write",
        "select job.id from job left join history on job_id = id group by job.id"
            + " having count(job_id) <> 1");
    none(
        "ends not written by the last holder",
        "select id from job join history on job_id = id where history.epoch <> job.epoch"
            + " or history.state <> job.state");
    none("too many attempts", "select id from job where attempt > max_attempts");
    none(
        "dead without a reason that is one",
        """
        select id || error from job where state = 'dead' and expirations < 3
          and attempt < max_attempts and not exists (select from mail_ledger
            where job_id = job.id and mail_ledger.state in ('refused', 'uncertain'))""");
  }

  private void countersAreARecount() {
    none(
        "counters that differ from the parts",
        """
        select id from job join (
            select job_id, count(*) as total, count(*) filter (where p.state = 'done') as done,
              count(*) filter (where p.state = 'failed') as failed from job_part p group by job_id
          ) as parts on job_id = id
        where (job.done, job.failed, job.total) is distinct from
          (parts.done, parts.failed, parts.total)
          or job.state = 'succeeded' and job.done + job.failed <> job.total""");
    none(
        "counters of single jobs",
        """
        select id from job where not exists (select from job_part where job_id = job.id)
          and (done, failed) is distinct from
            (case when state = 'succeeded' then 1 else 0 end, case when state = 'dead' then 1 else 0 end)""");
    none(
        "parts done without a mail sent",
        """
        select job_id from job_part p where state = 'done' and not exists (select from mail_ledger l
          where l.job_id = p.job_id and recipient like '% for student ' || subject
            and l.state = 'sent')""");
  }

  private void mailsAreWhatTheServerTook() {
    Map<String, List<Instant>> accepted = new HashMap<>();
    for (Acceptance acceptance : stage.smtp.acceptances()) {
      accepted
          .computeIfAbsent(acceptance.messageId(), id -> new ArrayList<>())
          .add(acceptance.at());
    }
    Map<Long, List<Instant>> doubtful = doubtful();
    for (Ledger row : ledger()) {
      List<Instant> times = accepted.getOrDefault(row.messageId(), List.of());
      accepted.remove(row.messageId());
      judge(row, times, doubtful.getOrDefault(row.id(), List.of()));
    }
    assertThat(accepted).as("mails that no ledger knows").isEmpty();
    none(
        "succeeded without having sent",
        """
        select id from job where type = 'mail' and state = 'succeeded' and not exists (
          select from mail_ledger l where l.job_id = job.id and l.state = 'sent')""");
  }

  private void judge(Ledger row, List<Instant> times, List<Instant> begunInDoubt) {
    doubts += begunInDoubt.size();
    if (row.state().equals("sent")) {
      assertThat(times).as("acceptances of %s", row).isNotEmpty();
    }
    boolean mayHaveLeft = Set.of("sent", "sending", "uncertain").contains(row.state());
    assertThat(times.size())
        .as("acceptances of %s, doubts %s", row, begunInDoubt)
        .isLessThanOrEqualTo(begunInDoubt.size() + (mayHaveLeft ? 1 : 0));
    for (int k = 1; k < times.size(); k++) {
      Instant copy = times.get(k);
      assertThat(begunInDoubt.stream().filter(copy::isAfter).count())
          .as("doubts before copy %s of %s", k, row)
          .isGreaterThanOrEqualTo(k);
      copies++;
    }
    if (parks) {
      assertThat(times.size()).as("copies of %s", row).isLessThanOrEqualTo(1);
    }
  }

  private record Ledger(long id, long job, String messageId, String state, int attempts) {}

  private List<Ledger> ledger() {
    return stage
        .rig
        .transactions()
        .sql(
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select id, job_id, message_id, state, attempts from mail_ledger");
                  ResultSet rows = select.executeQuery()) {
                List<Ledger> all = new ArrayList<>();
                while (rows.next()) {
                  all.add(
                      new Ledger(
                          rows.getLong(1),
                          rows.getLong(2),
                          rows.getString(3),
                          rows.getString(4),
                          rows.getInt(5)));
                }
                return all;
              }
            });
  }

  /** When attempts began while the row still said that one is under way. */
  private Map<Long, List<Instant>> doubtful() {
    return stage
        .rig
        .transactions()
        .sql(
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select ledger_id, at from mail_history where former = 'sending'"
                              + " and state = 'sending' order by seq");
                  ResultSet rows = select.executeQuery()) {
                Map<Long, List<Instant>> all = new HashMap<>();
                while (rows.next()) {
                  all.computeIfAbsent(rows.getLong(1), id -> new ArrayList<>())
                      .add(rows.getObject(2, OffsetDateTime.class).toInstant());
                }
                return all;
              }
            });
  }

  private void none(String what, String sql) {
    assertThat(texts(sql)).as(what).isEmpty();
  }

  private Set<String> texts(String sql) {
    return stage
        .rig
        .transactions()
        .sql(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(sql);
                  ResultSet rows = select.executeQuery()) {
                Set<String> texts = new HashSet<>();
                while (rows.next()) {
                  texts.add(rows.getString(1));
                }
                return texts;
              }
            });
  }
}
