package edu.fmu.sims.jobs;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.JobConfig;
import edu.fmu.sims.persistence.Transactions;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads behind the queue, from start to a drained stop: on every node the relay and the lease
 * keeper, and the worker where the role runs jobs.
 */
final class JobEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobEngine.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final JobConfig config;
  private final Bell bell;
  private final LeaseTable leases;
  private final Relay relay;
  private final LeaseKeeper keeper;
  private final Scheduler scheduler;
  private final @Nullable Worker worker;
  private final List<Thread> threads = new ArrayList<>();

  JobEngine(
      SimsConfig settings,
      Transactions transactions,
      List<JobHandler> handlers,
      Bell bell,
      String name,
      Signal dispatch,
      Signal work,
      JobMetrics metrics,
      Faults faults) {
    this.config = settings.jobs();
    this.bell = bell;
    this.scheduler =
        new Scheduler(
            transactions, new JobQueue(transactions, dispatch::raise), handlers, settings.zone());
    this.leases = new LeaseTable(transactions, name, config.lease());
    this.relay = new Relay(new DispatchTable(transactions), bell, dispatch, config.poll(), faults);
    JobTable table = new JobTable(transactions, name, config.lease());
    RetryPolicy retries = new RetryPolicy(config.retryBase(), RandomGenerator.getDefault());
    this.worker =
        settings.role().runsJobs()
            ? new Worker(
                config.slots(),
                table,
                bell,
                new JobRunner(handlers, table, retries, metrics, faults),
                work,
                config.poll(),
                config.lease())
            : null;
    this.keeper =
        new LeaseKeeper(
            leases,
            worker,
            settings.role(),
            config.slots(),
            config.lease(),
            metrics,
            () -> QueueStats.readLive(transactions),
            dispatch::raise);
  }

  /**
   * Begins to work.
   *
   * @throws edu.fmu.sims.config.ConfigException when Redis answers and may drop what it holds
   */
  void start() {
    try {
      bell.checkSafety();
    } catch (RedisException e) {
      log.warn("Redis does not answer; jobs start by polling until it does");
    }
    try {
      keeper.beat();
    } catch (RuntimeException e) {
      log.warn("The database does not answer; jobs wait until it does");
    }
    run("jobs-keeper", keeper);
    run("jobs-relay", relay);
    run("jobs-scheduler", scheduler);
    if (worker != null) {
      run("jobs-worker", worker);
    }
  }

  private void run(String name, Runnable body) {
    threads.add(Thread.ofVirtual().name(name).start(body));
  }

  /** Takes no more jobs, waits for those that run, and gives back the rest. */
  @Override
  public void close() {
    relay.stop();
    scheduler.stop();
    if (worker != null) {
      worker.stop();
    }
    try {
      if (worker != null && !worker.drain(config.drain())) {
        worker.interrupt();
        worker.drain(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeper.stop();
    bell.close();
    for (Thread thread : threads) {
      thread.interrupt();
    }
    giveBack();
  }

  private void giveBack() {
    if (worker == null) {
      return;
    }
    try {
      int released = leases.release();
      if (released > 0) {
        log.info("{} unfinished jobs went back to the queue", released);
      }
    } catch (RuntimeException e) {
      log.warn("The leases of this worker could not be released; they run out by themselves", e);
    }
  }
}
