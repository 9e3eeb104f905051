package edu.fmu.sims.jobs;

import edu.fmu.sims.config.SimsConfig.Role;
import edu.fmu.sims.jobs.LeaseTable.Reaped;
import edu.fmu.sims.jobs.LeaseTable.Renewed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pulse: renews the leases of what runs here, tells the world that this worker lives, takes
 * jobs back from workers that fell silent, and looks at the whole queue for monitoring. On nodes
 * that execute nothing, the last two.
 */
final class LeaseKeeper implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLEANING_PAUSE = Duration.ofHours(1);
  private static final int BEATS_A_LEASE = 3;

  private final LeaseTable table;
  private final @Nullable Worker worker;
  private final Role role;
  private final int slots;
  private final JobMetrics metrics;
  private final Runnable wake;
  private final Duration pause;
  private final Supplier<QueueStats> stats;
  private final Outages outages = new Outages("The lease keeper", log);
  private final Pace cleaning = new Pace(CLEANING_PAUSE);
  private final Signal end = new Signal();
  private volatile boolean stopping;

  LeaseKeeper(
      LeaseTable table,
      @Nullable Worker worker,
      Role role,
      int slots,
      Duration lease,
      JobMetrics metrics,
      Supplier<QueueStats> stats,
      Runnable wake) {
    this.table = table;
    this.worker = worker;
    this.role = role;
    this.slots = slots;
    this.metrics = metrics;
    this.stats = stats;
    this.wake = wake;
    Duration beat = lease.dividedBy(BEATS_A_LEASE);
    this.pause = beat.compareTo(LONGEST_PAUSE) < 0 ? beat : LONGEST_PAUSE;
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        beat();
        outages.over();
      } catch (RuntimeException | Error e) {
        // An error, too: a thread that is gone would leave the queue standing for ever.
        outages.met(e);
      }
      try {
        end.await(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One pulse. */
  void beat() {
    if (worker != null) {
      renew(worker);
      table.beat(role, slots);
    }
    reap();
    metrics.seen(stats.get());
    if (cleaning.isDue()) {
      table.forgetOthers();
    }
  }

  private void renew(Worker own) {
    Map<Claim, Lease> held = new HashMap<>(own.leases());
    if (held.isEmpty()) {
      return;
    }
    long asked = System.nanoTime();
    Map<Long, Renewed> renewed = new HashMap<>();
    table.renew(held.keySet()).forEach(row -> renewed.put(row.id(), row));
    held.forEach(
        (claim, lease) -> {
          Renewed row = renewed.get(claim.id());
          if (row != null) {
            lease.renewed(asked, row.cancelled());
          } else if (own.leases().containsKey(claim)) {
            lease.lost();
          }
        });
  }

  private void reap() {
    List<Reaped> reaped = table.reap();
    for (Reaped job : reaped) {
      metrics.expired(job.state().equals("dead"));
      log.warn("The lease of job {} ran out; it is {} now", job.id(), job.state());
    }
    if (!reaped.isEmpty()) {
      wake.run();
    }
  }

  void stop() {
    stopping = true;
    end.raise();
  }
}
