package edu.fmu.sims.jobs;

import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.persistence.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job machinery of one process. Features are built with {@link #queue()}; their handlers come
 * with {@link #start}, when everything is built.
 */
public final class JobModule implements AutoCloseable {
  private static final int NAME_BYTES = 4;

  private final SimsConfig config;
  private final Transactions background;
  private final Signal dispatch = new Signal();
  private final Signal work = new Signal();
  private final String worker;
  private final Bell bell;
  private final JobMetrics metrics;
  private final Faults faults;
  private final JobQueue queue;
  private final JobService service;
  private final JobEvents events;
  private final JobFiles files;
  private final MeterRegistry registry;
  private @Nullable JobEngine engine;

  /**
   * @param requests transactions of the API
   * @param background transactions on the connections for jobs
   */
  public JobModule(
      SimsConfig config,
      Transactions requests,
      Transactions background,
      AuditLog audit,
      MeterRegistry registry,
      Faults faults) {
    this.config = config;
    this.background = background;
    this.faults = faults;
    this.registry = registry;
    this.worker = name();
    this.bell = new Bell(config.redis().url(), worker);
    this.metrics = new JobMetrics(registry);
    this.queue =
        new JobQueue(
            requests,
            () -> {
              dispatch.raise();
              work.raise();
            });
    this.service = new JobService(requests, audit, queue);
    this.files = new JobFiles(config.mediaRoot());
    this.events = new JobEvents(service);
  }

  /** A name that no other process has or had. */
  private static String name() {
    byte[] random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    return ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
  }

  /** Where features leave work. */
  public JobQueue queue() {
    return queue;
  }

  /** What people see of jobs. */
  public JobService service() {
    return service;
  }

  /** Where jobs keep what they make for people. */
  public JobFiles files() {
    return files;
  }

  /** {@code /api/jobs/}. */
  public JobResource resource() {
    return new JobResource(service, events);
  }

  /** The nightly recount of jobs' counters. */
  public JobHandler recount() {
    return new JobRecount(background, registry);
  }

  /** How long jobs and what they made are kept. */
  public List<Retention> retention(Clock clock) {
    return JobRetention.of(
        background, files, clock, config.retention().jobs(), config.retention().jobFiles());
  }

  /** Where a rehearsal cuts a job's way. */
  public Faults faults() {
    return faults;
  }

  /**
   * Begins to work: dispatching on every node, running on those whose role says so.
   *
   * @throws edu.fmu.sims.config.ConfigException when Redis answers and may drop what it holds
   */
  public void start(List<JobHandler> handlers) {
    JobEngine started =
        new JobEngine(config, background, handlers, bell, worker, dispatch, work, metrics, faults);
    engine = started;
    started.start();
  }

  /**
   * Asks Redis for a sign of life.
   *
   * @throws RuntimeException when it gives none
   */
  public void pingRedis() {
    bell.ping();
  }

  /** Whether due jobs wait while no worker of any node has been seen lately. */
  public boolean isStranded() {
    return QueueStats.isStranded(background);
  }

  /** Drains what runs, gives back the rest, and lets go of Redis. */
  @Override
  public void close() {
    events.stop();
    JobEngine running = engine;
    engine = null;
    if (running != null) {
      running.close();
    } else {
      bell.close();
    }
  }
}
