package edu.fmu.sims.jobs;

import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * The queue at a glance.
 *
 * @param queued due and waiting for a worker
 * @param scheduled due later, without a failure so far
 * @param running held by a worker
 * @param finished done, whether the outcome was success or a cancellation
 * @param failed waiting for another attempt after a failure
 * @param dead given up, until an operator sends them round again
 * @param workers executing processes that were seen lately
 * @param oldestWaitSeconds how long the longest waiting due job has waited
 */
public record QueueStats(
    long queued,
    long scheduled,
    long running,
    long finished,
    long failed,
    long dead,
    long workers,
    long oldestWaitSeconds) {
  /** Nothing at all. */
  public static final QueueStats EMPTY = new QueueStats(0, 0, 0, 0, 0, 0, 0, 0);

  /** A worker that is silent for longer is not counted. */
  static final int ALIVE_SECONDS = 20;

  private static final String SQL =
      """
      select
        count(*) filter (where run_at <= now()),
        count(*) filter (where run_at > now() and error = ''),
        (select count(*) from job where state = 'running'),
        %s,
        count(*) filter (where run_at > now() and error <> ''),
        (select count(*) from job where state = 'dead'),
        (select count(*) from job_worker where seen_at > now() - %d * interval '1 s'),
        coalesce(cast(extract(epoch from now() - min(run_at) filter (where run_at <= now()))
          as bigint), 0)
      from job where state in ('queued', 'scheduled')""";
  private static final String ALL =
      SQL.formatted(
          "(select count(*) from job where state in ('succeeded', 'cancelled'))", ALIVE_SECONDS);
  private static final String LIVE = SQL.formatted("0", ALIVE_SECONDS);

  /** Counts everything, at a cost that grows with the history. */
  public static QueueStats read(Transactions transactions) {
    return read(transactions, ALL);
  }

  /** Counts all but the finished jobs. */
  static QueueStats readLive(Transactions transactions) {
    return read(transactions, LIVE);
  }

  /** Whether due jobs wait and no worker lives; cheap, however many jobs there are. */
  static boolean isStranded(Transactions transactions) {
    String sql =
        """
        select exists (select from job where state in ('queued', 'scheduled') and run_at <= now())
          and not exists (select from job_worker where seen_at > now() - %d * interval '1 s')"""
            .formatted(ALIVE_SECONDS);
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql);
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
          }
        });
  }

  private static QueueStats read(Transactions transactions, String sql) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql);
              ResultSet row = select.executeQuery()) {
            row.next();
            return new QueueStats(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
          }
        });
  }
}
