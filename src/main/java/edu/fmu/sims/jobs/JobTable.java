package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import edu.fmu.sims.persistence.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What workers write about jobs. All times are PostgreSQL's: the clocks of nodes may differ. Every
 * write of a running job names its epoch; when no row is left that answers to it, the worker has
 * lost the job.
 */
final class JobTable {
  private static final String CLAIM =
      """
      with due as materialized (select id from job where %s for update skip locked)
      update job set state = 'running', epoch = epoch + 1, attempt = attempt + 1, worker = ?,
        lease_until = now() + ? * interval '1 ms', started_at = coalesce(started_at, now())
      from due where job.id = due.id
      returning job.id, type, payload, attempt, max_attempts, epoch, student_id, created_by,
        cast(extract(epoch from now() - run_at) * 1000 as bigint)""";
  private static final String CLAIM_THESE =
      CLAIM.formatted("id = any(?) and state in ('queued', 'scheduled') and run_at <= now()");
  private static final String CLAIM_DUE =
      CLAIM.formatted(
          "priority = ? and state in ('queued', 'scheduled') and run_at <= now()"
              + " order by run_at, id limit ?");

  /** What a dead job has left undone has failed; parts, where there are any, tell it themselves. */
  static final String FAILED_WHEN_DEAD =
      """
      case when exists (select from job_part where job_part.job_id = job.id) then failed
        else greatest(failed, total - done) end""";

  private static final String OURS = " where id = ? and epoch = ? and state = 'running'";

  private final Transactions transactions;
  private final String worker;
  private final Duration lease;

  JobTable(Transactions transactions, String worker, Duration lease) {
    this.transactions = transactions;
    this.worker = worker;
    this.lease = lease;
  }

  Transactions transactions() {
    return transactions;
  }

  /** Claims those of the jobs that are due and that nobody else has. */
  List<Claim> claim(Collection<Long> ids) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(CLAIM_THESE)) {
            update.setArray(1, bigints(connection, ids));
            bindClaim(update, 2);
            return claims(update);
          }
        });
  }

  /** Claims jobs of that priority that are due, longest waiting first. */
  List<Claim> claimDue(Priority priority, int most) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(CLAIM_DUE)) {
            update.setInt(1, priority.level());
            update.setInt(2, most);
            bindClaim(update, 3);
            return claims(update);
          }
        });
  }

  private void bindClaim(PreparedStatement update, int index) throws SQLException {
    update.setString(index, worker);
    update.setLong(index + 1, lease.toMillis());
  }

  private static List<Claim> claims(PreparedStatement update) throws SQLException {
    try (ResultSet rows = update.executeQuery()) {
      List<Claim> claims = new ArrayList<>();
      while (rows.next()) {
        claims.add(
            new Claim(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getInt(4),
                rows.getInt(5),
                rows.getLong(6),
                rows.getObject(7, Long.class),
                rows.getString(8),
                Duration.ofMillis(Math.max(0, rows.getLong(9)))));
      }
      return claims;
    }
  }

  /**
   * Makes sure, until the open transaction ends, that the job is still this worker's.
   *
   * @throws FencedOff when it is not
   * @throws JobCancelled when an operator cancelled it
   */
  void fence(Claim claim) {
    boolean cancelled =
        transactions.sql(
            connection ->
                flag(
                    connection,
                    "select cancel_requested from job" + OURS + " for no key update",
                    claim));
    if (cancelled) {
      throw new JobCancelled();
    }
  }

  /**
   * Stores how far the job is.
   *
   * @return whether an operator cancelled it
   * @throws FencedOff when the job is no longer this worker's
   */
  boolean progress(Claim claim, int done, int total, int failed) {
    return transactions.sql(
        connection -> {
          String sql =
              "update job set done = ?, total = ?, failed = ?"
                  + OURS
                  + " returning cancel_requested";
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, done);
            update.setInt(2, total);
            update.setInt(3, failed);
            return flag(update, 4, claim);
          }
        });
  }

  /**
   * Counts one more part, in the transaction that ends it. A job that gets on does not kill its
   * workers, so the leases that ran out before are forgotten.
   *
   * @return whether an operator cancelled it
   * @throws FencedOff when the job is no longer this worker's
   */
  boolean count(Claim claim, boolean isDone) {
    String sql =
        "update job set expirations = 0, "
            + (isDone ? "done = done + 1" : "failed = failed + 1")
            + OURS
            + " returning cancel_requested";
    return transactions.sql(connection -> flag(connection, sql, claim));
  }

  /** Whether a job of a higher priority is due and has no slot. */
  boolean isMoreUrgentWaiting(Claim claim) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select exists (select from job waiting
                    where waiting.state in ('queued', 'scheduled') and waiting.run_at <= now()
                      and waiting.priority < (select priority from job where id = ?))""")) {
            select.setLong(1, claim.id());
            try (ResultSet rows = select.executeQuery()) {
              rows.next();
              return rows.getBoolean(1);
            }
          }
        });
  }

  private static boolean flag(Connection connection, String sql, Claim claim) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return flag(select, 1, claim);
    }
  }

  private static boolean flag(PreparedStatement statement, int index, Claim claim)
      throws SQLException {
    statement.setLong(index, claim.id());
    statement.setLong(index + 1, claim.epoch());
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new FencedOff();
      }
      return rows.getBoolean(1);
    }
  }

  /** The work is done. */
  void succeeded(Claim claim, JsonNode result) {
    end(
        "state = 'succeeded', finished_at = now(), error = '', result = cast(? as jsonb),"
            + " done = greatest(done, total - failed)",
        claim,
        result.toString());
  }

  /** The work will never be done unless an operator sends it round again. */
  void dead(Claim claim, String reason) {
    end(
        "state = 'dead', finished_at = now(), error = ?, failed = " + FAILED_WHEN_DEAD,
        claim,
        reason);
  }

  /** The job goes back to the end of the queue; it took its turn, and no attempt. */
  void giveBack(Claim claim) {
    end(
        """
        state = case when cancel_requested then 'cancelled' else 'queued' end,
        finished_at = case when cancel_requested then now() end,
        attempt = greatest(attempt - 1, 0), run_at = now(), dispatched_at = null, error = ?""",
        claim,
        "");
  }

  void cancelled(Claim claim) {
    end("state = 'cancelled', finished_at = now(), error = ?", claim, "");
  }

  /** Another attempt follows; a job that was cancelled meanwhile takes none. */
  void again(Claim claim, String reason, Duration delay) {
    end(
        """
        state = case when cancel_requested then 'cancelled' else 'scheduled' end,
        finished_at = case when cancel_requested then now() end,
        run_at = now() + %d * interval '1 ms', dispatched_at = null, error = ?"""
            .formatted(delay.toMillis()),
        claim,
        reason);
  }

  private void end(String assignments, Claim claim, String text) {
    int rows =
        transactions.sql(
            connection -> {
              String sql =
                  "update job set lease_until = null, worker = null, " + assignments + OURS;
              try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, text);
                update.setLong(2, claim.id());
                update.setLong(3, claim.epoch());
                return update.executeUpdate();
              }
            });
    if (rows == 0) {
      throw new FencedOff();
    }
  }

  static Array bigints(Connection connection, Collection<Long> ids) throws SQLException {
    return connection.createArrayOf("bigint", ids.toArray());
  }
}
