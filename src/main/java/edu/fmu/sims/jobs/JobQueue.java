package edu.fmu.sims.jobs;

import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** Where features leave work. The job exists exactly when the open transaction commits. */
public final class JobQueue {
  private final Transactions transactions;
  private final Runnable wake;

  /**
   * @param transactions any of this process; the one that is open is joined
   * @param wake wakes relay and worker of this process after the commit
   */
  JobQueue(Transactions transactions, Runnable wake) {
    this.transactions = transactions;
    this.wake = wake;
  }

  /**
   * Stores the job in the open transaction.
   *
   * @return its id, or that of the live job with the same dedupe key
   * @throws IllegalStateException outside a transaction
   */
  public long enqueue(NewJob job) {
    wakeAfterCommit();
    return transactions.sql(connection -> store(connection, job));
  }

  /**
   * Stores a job over many subjects, and a row for each of them, in the open transaction.
   *
   * @return its id
   * @throws IllegalStateException outside a transaction
   */
  public long enqueue(NewJob job, List<JobPart.New> parts) {
    long id = enqueue(job);
    return transactions.sql(
        connection -> {
          PartTable.store(connection, id, parts);
          return id;
        });
  }

  /** Lets this process look for work as soon as the open transaction has committed. */
  void wakeAfterCommit() {
    transactions
        .session()
        .getTransaction()
        .runAfterCompletion(
            status -> {
              if (status == TransactionStatus.COMMITTED) {
                wake.run();
              }
            });
  }

  private static long store(Connection connection, NewJob job) throws SQLException {
    String key = job.dedupeKey();
    while (true) {
      Long id = insert(connection, job);
      if (id == null && key != null) {
        id = live(connection, key);
      }
      if (id != null) {
        return id;
      }
      // The job of that key ended in between: make one of our own.
    }
  }

  private static @Nullable Long insert(Connection connection, NewJob job) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into job (type, payload, priority, dedupe_key, student_id, created_by_id,
              created_by, max_attempts, state, run_at)
            values (?, cast(? as jsonb), ?, ?, ?, nullif(?, 0), ?, ?,
              case when ? = 0 then 'queued' else 'scheduled' end, now() + ? * interval '1 ms')
            on conflict (dedupe_key) where state in ('queued', 'scheduled', 'running') do nothing
            returning id""")) {
      insert.setString(1, job.type());
      insert.setString(2, Json.MAPPER.valueToTree(job.payload()).toString());
      insert.setInt(3, job.priority().level());
      insert.setString(4, job.dedupeKey());
      insert.setObject(5, job.studentId(), Types.BIGINT);
      insert.setLong(6, job.caller().userId());
      insert.setString(7, job.caller().username());
      insert.setInt(8, job.maxAttempts());
      insert.setLong(9, job.delay().toMillis());
      insert.setLong(10, job.delay().toMillis());
      return id(insert);
    }
  }

  private static @Nullable Long live(Connection connection, String key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id from job
            where dedupe_key = ? and state in ('queued', 'scheduled', 'running')""")) {
      select.setString(1, key);
      return id(select);
    }
  }

  private static @Nullable Long id(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : null;
    }
  }
}
