package edu.fmu.sims.jobs;

import edu.fmu.sims.config.SimsConfig.Role;
import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Leases and signs of life, on PostgreSQL's clock. */
final class LeaseTable {
  /** A job that outlives so many workers is taken for what kills them. */
  static final int MOST_EXPIRATIONS = 3;

  private static final int REAPED_AT_ONCE = 200;

  private final Transactions transactions;
  private final String worker;
  private final Duration lease;

  LeaseTable(Transactions transactions, String worker, Duration lease) {
    this.transactions = transactions;
    this.worker = worker;
    this.lease = lease;
  }

  /** What became of a job whose lease was renewed. */
  record Renewed(long id, boolean cancelled) {}

  /** What became of a job whose worker fell silent. */
  record Reaped(long id, String state) {}

  /**
   * Renews the leases of these jobs; one that is missing in the answer is lost. A row that is
   * locked at this moment is being written by its own worker and counts as renewed next time.
   */
  List<Renewed> renew(Collection<Claim> claims) {
    List<Long> ids = claims.stream().map(Claim::id).toList();
    List<Long> epochs = claims.stream().map(Claim::epoch).toList();
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  with ours as (
                    select job.id, job.cancel_requested
                    from unnest(?, ?) as held (id, epoch)
                    join job on job.id = held.id and job.epoch = held.epoch
                    where job.state = 'running'),
                  free as (
                    select id from job where id in (select id from ours) and worker = ?
                    for no key update skip locked),
                  renewed as (
                    update job set lease_until = now() + ? * interval '1 ms'
                    where id in (select id from free))
                  select id, cancel_requested from ours""")) {
            update.setArray(1, JobTable.bigints(connection, ids));
            update.setArray(2, JobTable.bigints(connection, epochs));
            update.setString(3, worker);
            update.setLong(4, lease.toMillis());
            try (ResultSet rows = update.executeQuery()) {
              List<Renewed> renewed = new ArrayList<>();
              while (rows.next()) {
                renewed.add(new Renewed(rows.getLong(1), rows.getBoolean(2)));
              }
              return renewed;
            }
          }
        });
  }

  /** Takes jobs back from workers that let their lease run out, whoever they were. */
  List<Reaped> reap() {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  with lost as materialized (
                    select id from job where state = 'running' and lease_until < now()
                    order by lease_until limit ? for update skip locked)
                  update job set epoch = epoch + 1, expirations = expirations + 1,
                    state = case when cancel_requested then 'cancelled'
                      when expirations + 1 >= ? or attempt >= max_attempts then 'dead'
                      else 'queued' end,
                    finished_at = case when cancel_requested or expirations + 1 >= ?
                      or attempt >= max_attempts then now() end,
                    error = case when cancel_requested then error
                      else 'The worker fell silent ' || (expirations + 1) || ' time(s).' end,
                    failed = case when not cancel_requested and (expirations + 1 >= ?
                      or attempt >= max_attempts) then %s
                      else failed end,
                    lease_until = null, worker = null, dispatched_at = null, run_at = now()
                  from lost where job.id = lost.id
                  returning job.id, state"""
                      .formatted(JobTable.FAILED_WHEN_DEAD))) {
            update.setInt(1, REAPED_AT_ONCE);
            update.setInt(2, MOST_EXPIRATIONS);
            update.setInt(3, MOST_EXPIRATIONS);
            update.setInt(4, MOST_EXPIRATIONS);
            try (ResultSet rows = update.executeQuery()) {
              List<Reaped> reaped = new ArrayList<>();
              while (rows.next()) {
                reaped.add(new Reaped(rows.getLong(1), rows.getString(2)));
              }
              return reaped;
            }
          }
        });
  }

  /** Says that this worker lives. */
  void beat(Role role, int slots) {
    transactions.sql(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  """
                  insert into job_worker (id, role, slots) values (?, ?, ?)
                  on conflict (id) do update set seen_at = now()""")) {
            upsert.setString(1, worker);
            upsert.setString(2, role.name().toLowerCase(Locale.ROOT));
            upsert.setInt(3, slots);
            return upsert.executeUpdate();
          }
        });
  }

  /** Forgets workers that have not been seen for an hour. */
  void forgetOthers() {
    execute("delete from job_worker where seen_at < now() - interval '1 hour'");
  }

  /** An orderly end: what still runs goes back at once, and the attempt does not count. */
  int release() {
    int released =
        transactions.sql(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      """
                      update job set state = 'queued', epoch = epoch + 1, lease_until = null,
                        worker = null, dispatched_at = null, run_at = now(),
                        attempt = greatest(attempt - 1, 0)
                      where worker = ? and state = 'running'""")) {
                update.setString(1, worker);
                return update.executeUpdate();
              }
            });
    transactions.sql(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from job_worker where id = ?")) {
            delete.setString(1, worker);
            return delete.executeUpdate();
          }
        });
    return released;
  }

  private void execute(String sql) {
    transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
          }
        });
  }
}
