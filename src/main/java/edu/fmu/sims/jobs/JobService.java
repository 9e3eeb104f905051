package edu.fmu.sims.jobs;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What people see of jobs and may do about them. */
public final class JobService {
  private static final String MODEL = "Job";
  private static final int OK = 200;
  private static final Duration STEP_LIMIT = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(20);

  private static final String DELETE_ENDED =
      """
      with ended as materialized (
        select id from job where id = ? and finished_at is not null for update),
      mails as (delete from mail_ledger using ended where job_id = ended.id)
      delete from job using ended where job.id = ended.id""";

  private final Transactions transactions;
  private final AuditLog audit;
  private final JobQueue queue;
  private final Listing<JobView> listing;

  JobService(Transactions transactions, AuditLog audit, JobQueue queue) {
    this.transactions = transactions;
    this.audit = audit;
    this.queue = queue;
    this.listing =
        Listing.of(transactions, JobView.class, JobView.COLUMNS, "job j", "j.id", JobView::of)
            .filter("type", Filter.text("j.type"))
            .filter("state", Filter.text("j.state"))
            .search("j.type", "j.error")
            .order("created_at", "j.created_at", "timestamptz")
            .build();
  }

  /** Staff see all jobs; others those that they asked for and those about their own record. */
  private static Scope scope(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR, EXAM_CELL -> Scope.ALL;
      case FACULTY, STUDENT, NONE -> {
        Long own = caller.studentId();
        yield own == null
            ? where -> where.and("j.created_by_id = ?", caller.userId())
            : where -> where.and("j.created_by_id = ? or j.student_id = ?", caller.userId(), own);
      }
    };
  }

  Page<JobView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  /**
   * The job, if the caller may see it.
   *
   * @throws Problem 404 otherwise
   */
  public JobView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /**
   * Stops the job: at once when it waits, at the next step of its handler when it runs, which is
   * waited for. Once its state is {@code cancelled} nothing more is done or sent for it.
   *
   * @return the job; still running when its present step takes longer, such as a mail server that
   *     does not answer
   * @throws Problem 404, or 409 when it has ended
   */
  JobView cancel(Caller caller, long id) {
    JobView job = requestEnd(caller, id);
    long limit = System.nanoTime() + STEP_LIMIT.toNanos();
    while (!job.hasEnded() && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
      job = get(caller, id);
    }
    return job;
  }

  private JobView requestEnd(Caller caller, long id) {
    return act(
        caller,
        id,
        "cancelled",
        """
        update job set cancel_requested = true,
          state = case when state = 'running' then state else 'cancelled' end,
          finished_at = case when state = 'running' then finished_at else now() end
        where id = ? and state in ('queued', 'scheduled', 'running')""");
  }

  /**
   * Sends a job that is dead or cancelled round again as if it were new, one that waits for its
   * next attempt at once, and one over many subjects for those that failed.
   *
   * @throws Problem 404, or 409 in any other state
   */
  JobView retry(Caller caller, long id) {
    return act(
        caller,
        id,
        "sent round again",
        """
        with chosen as materialized (
          select id from job where id = ? and (state in ('dead', 'cancelled', 'scheduled')
            or state = 'succeeded' and failed > 0) for update),
        parts as (
          update job_part set state = 'waiting', reason = '', tries = 0
          from chosen where job_id = chosen.id and state <> 'done')
        update job set state = 'queued', run_at = now(), dispatched_at = null, finished_at = null,
          attempt = 0, expirations = 0, error = '', cancel_requested = false, failed = 0,
          done = (select count(*) from job_part where job_id = job.id and state = 'done'),
          result = null
        from chosen where job.id = chosen.id""");
  }

  /**
   * Takes a job that has ended off the list, with what was noted of its mails.
   *
   * @throws Problem 404, or 409 when it has not ended or jobs of its batch are left
   */
  void delete(Caller caller, long id) {
    transactions.run(
        () -> {
          JobView job = get(caller, id);
          if (execute(DELETE_ENDED, id) == 0) {
            throw Problem.on(
                ProblemType.CONFLICT,
                "state",
                "A job that is " + job.state() + " cannot be deleted. Cancel it first.");
          }
          audit.deleted(caller, MODEL, id, job);
        });
  }

  private JobView act(Caller caller, long id, String what, String sql) {
    return transactions.call(
        () -> {
          JobView before = get(caller, id);
          if (execute(sql, id) == 0) {
            throw Problem.on(
                ProblemType.CONFLICT,
                "state",
                "A job that is " + before.state() + " cannot be " + what + ".");
          }
          queue.wakeAfterCommit();
          JobView after = get(caller, id);
          audit.record(
              caller, OK, MODEL, String.valueOf(id), MODEL + " " + id + " " + what, before, after);
          return after;
        });
  }

  private int execute(String sql, long id) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, id);
            return update.executeUpdate();
          }
        });
  }

  /** The queue at a glance. */
  QueueStats stats() {
    return QueueStats.read(transactions);
  }
}
