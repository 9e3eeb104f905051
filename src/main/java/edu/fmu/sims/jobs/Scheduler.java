package edu.fmu.sims.jobs;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the jobs that are due by schedule. It runs on every node; the row of a slot lets one of
 * them, and no later one, store the job, in the same transaction. Slots are computed from
 * PostgreSQL's clock; one before the newest that is known never fires, so a clock that is set back
 * repeats nothing.
 */
final class Scheduler implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final Transactions transactions;
  private final JobQueue queue;
  private final ZoneId zone;
  private final Map<String, Schedule> schedules = new LinkedHashMap<>();
  private final Outages outages = new Outages("The job scheduler", log);
  private final Signal end = new Signal();
  private volatile boolean stopping;

  Scheduler(Transactions transactions, JobQueue queue, List<JobHandler> handlers, ZoneId zone) {
    this.transactions = transactions;
    this.queue = queue;
    this.zone = zone;
    for (JobHandler handler : handlers) {
      handler.schedule().ifPresent(schedule -> schedules.put(handler.type(), schedule));
    }
  }

  @Override
  public void run() {
    while (!stopping && !schedules.isEmpty()) {
      try {
        look();
        outages.over();
      } catch (RuntimeException | Error e) {
        // An error, too: a thread that is gone would never fire again.
        outages.met(e);
      }
      try {
        end.await(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Stores what is due now and was not stored before. */
  void look() {
    schedules.forEach(
        (type, schedule) ->
            transactions.run(
                () -> {
                  Instant slot = schedule.latest(now(), zone);
                  if (takes(type, slot)) {
                    long job =
                        queue.enqueue(
                            NewJob.of(type, Map.of("slot", slot), Caller.system("jobs/schedule"))
                                .with(Priority.LOW)
                                .onceFor("schedule " + type));
                    log.info("Job {} ({}) is due by schedule since {}", job, type, slot);
                  }
                }));
  }

  private Instant now() {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement("select now()");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
          }
        });
  }

  /** A schedule that is new fires from its next slot on; this one is only noted. */
  private boolean takes(String type, Instant slot) {
    return transactions.sql(connection -> takes(connection, type, slot));
  }

  private static boolean takes(Connection connection, String type, Instant slot)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into job_slot (schedule, slot, fired)
            select ?, ?, exists (select from job_slot where schedule = ?)
            where not exists (select from job_slot where schedule = ? and slot >= ?)
            on conflict do nothing
            returning fired""")) {
      OffsetDateTime time = slot.atOffset(ZoneOffset.UTC);
      insert.setString(1, type);
      insert.setObject(2, time);
      insert.setString(3, type);
      insert.setString(4, type);
      insert.setObject(5, time);
      try (ResultSet rows = insert.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  void stop() {
    stopping = true;
    end.raise();
  }
}
