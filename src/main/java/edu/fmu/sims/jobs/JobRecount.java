package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the counters of jobs against their parts every night. They are written together, so a
 * difference is a fault of the product or of somebody's hand: it is repaired, logged and counted.
 */
final class JobRecount implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(JobRecount.class);
  private static final LocalTime AT_NIGHT = LocalTime.of(2, 40);

  private static final String DIFFERING =
      """
      select job.id from job join (
          select job_id, count(*) as total, count(*) filter (where state = 'done') as done,
            count(*) filter (where state = 'failed') as failed
          from job_part group by job_id) as parts on parts.job_id = job.id
      where (job.done, job.failed, job.total) <> (parts.done, parts.failed, parts.total)
      order by job.id limit 1000""";

  private final Transactions transactions;
  private final Counter differences;

  JobRecount(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    this.differences = differences(registry, "job_counters");
  }

  /** How many counted figures were found to be wrong. */
  static Counter differences(MeterRegistry registry, String what) {
    return Counter.builder("sims.recount.differences")
        .description("Figures that a recount found to be wrong and repaired")
        .tag("what", what)
        .register(registry);
  }

  @Override
  public String type() {
    return "recount_job_counters";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.daily(AT_NIGHT));
  }

  @Override
  public ObjectNode run(JobContext job) {
    List<Long> wrong = differing();
    for (long id : wrong) {
      job.commit(() -> repair(id));
      differences.increment();
      log.error("The counters of job {} differed from its parts; they are repaired", id);
    }
    return Json.MAPPER.createObjectNode().put("repaired", wrong.size());
  }

  private List<Long> differing() {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(DIFFERING);
              ResultSet rows = select.executeQuery()) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
              ids.add(rows.getLong(1));
            }
            return ids;
          }
        });
  }

  /** Whoever ends a part takes the job's row first; so do we, and count afterwards. */
  private int repair(long id) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement lock =
                  connection.prepareStatement("select id from job where id = ? for no key update");
              PreparedStatement update =
                  connection.prepareStatement(
                      """
                      update job set (done, failed, total) = (
                        select count(*) filter (where state = 'done'),
                          count(*) filter (where state = 'failed'), count(*)
                        from job_part where job_id = job.id)
                      where id = ?""")) {
            lock.setLong(1, id);
            lock.executeQuery().close();
            update.setLong(1, id);
            return update.executeUpdate();
          }
        });
  }
}
