package edu.fmu.sims.jobs;

import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How long the job machinery keeps its own: ended jobs, slots of schedules, and jobs' files. */
final class JobRetention {
  private static final Duration SLOTS = Duration.ofDays(30);

  private JobRetention() {}

  /**
   * @param jobs how long ended jobs are kept, with their parts and what their mails came to
   * @param results how long files that jobs made are kept
   */
  static List<Retention> of(
      Transactions transactions, JobFiles files, Clock clock, Duration jobs, Duration results) {
    return List.of(
        Retention.rows(
            "jobs",
            transactions,
            jobs,
            """
            with old as materialized (
              select id from job where finished_at < now() - ? * interval '1 s'
                and not exists (select from job child where child.batch_id = job.id)
              order by finished_at limit ? for update skip locked),
            mails as (delete from mail_ledger using old where job_id = old.id)
            delete from job using old where job.id = old.id"""),
        Retention.rows(
            "schedule_slots",
            transactions,
            SLOTS,
            """
            delete from job_slot where (schedule, slot) in (
              select schedule, slot from job_slot old where slot < now() - ? * interval '1 s'
                and exists (select from job_slot newer
                  where newer.schedule = old.schedule and newer.slot > old.slot)
              limit ?)"""),
        new Files(transactions, files, clock, results));
  }

  /** Files go when their jobs are gone or old, and when nobody knows them. */
  private record Files(Transactions transactions, JobFiles files, Clock clock, Duration age)
      implements Retention {
    /** A job that is about to end has made its file already and names it soon. */
    private static final Duration JUST_MADE = Duration.ofDays(1);

    @Override
    public String what() {
      return "job_files";
    }

    @Override
    public int step() {
      return files.removeOthers(known(), clock.instant().minus(JUST_MADE));
    }

    private Set<String> known() {
      return transactions.sql(
          connection -> {
            try (PreparedStatement select =
                connection.prepareStatement(
                    """
                    select result ->> 'sha256' from job where result ->> 'sha256' is not null
                      and finished_at > now() - ? * interval '1 s'""")) {
              select.setLong(1, age.toSeconds());
              try (ResultSet rows = select.executeQuery()) {
                Set<String> known = new HashSet<>();
                while (rows.next()) {
                  known.add(rows.getString(1));
                }
                return known;
              }
            }
          });
    }
  }
}
