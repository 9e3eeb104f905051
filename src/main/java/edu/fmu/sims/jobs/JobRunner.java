package edu.fmu.sims.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.Faults.Point;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs one job to one of its ends: done, another attempt later, dead, cancelled, or lost. */
final class JobRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
  static final int FIRST_SERVER_ERROR = 500;
  private static final Duration WRITE_PAUSE = Duration.ofMillis(300);

  private final Map<String, JobHandler> handlers;
  private final JobTable table;
  private final RetryPolicy retries;
  private final JobMetrics metrics;
  private final Faults faults;

  JobRunner(
      List<JobHandler> handlers,
      JobTable table,
      RetryPolicy retries,
      JobMetrics metrics,
      Faults faults) {
    this.handlers =
        handlers.stream().collect(Collectors.toMap(JobHandler::type, Function.identity()));
    this.table = table;
    this.retries = retries;
    this.metrics = metrics;
    this.faults = faults;
  }

  /**
   * @throws InterruptedException when this process stops and the job goes back to the queue
   */
  void run(Claim claim, Lease lease) throws InterruptedException {
    MDC.put("job_id", String.valueOf(claim.id()));
    try {
      metrics.started(claim);
      faults.at(Point.AFTER_CLAIM);
      attempt(claim, lease);
    } catch (FencedOff e) {
      metrics.fenced();
      log.warn("Job {} was lost to another worker; nothing of this run counts", claim.id());
    } finally {
      MDC.remove("job_id");
    }
  }

  private void attempt(Claim claim, Lease lease) throws InterruptedException {
    long began = System.nanoTime();
    try {
      ObjectNode result = handle(claim, lease);
      faults.at(Point.BEFORE_FINISH);
      write(lease, () -> table.succeeded(claim, result));
      metrics.succeeded(Duration.ofNanos(System.nanoTime() - began));
    } catch (FencedOff | InterruptedException e) {
      throw e;
    } catch (TurnOver e) {
      write(lease, () -> table.giveBack(claim));
    } catch (JobCancelled e) {
      write(lease, () -> table.cancelled(claim));
      log.info("Job {} was cancelled", claim.id());
    } catch (PermanentFailure e) {
      die(claim, lease, String.valueOf(e.getMessage()));
    } catch (PassingFailure e) {
      again(claim, lease, String.valueOf(e.getMessage()));
    } catch (Problem e) {
      if (e.type().status() < FIRST_SERVER_ERROR) {
        die(claim, lease, e.message());
      } else {
        again(claim, lease, e.message());
      }
    } catch (UncheckedIOException e) {
      log.warn("Job {} ({}) met a fault of files", claim.id(), claim.type(), e);
      again(claim, lease, files(e));
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      log.error("Job {} ({}) failed on attempt {}", claim.id(), claim.type(), claim.attempt(), e);
      again(claim, lease, inside(claim));
    }
  }

  /** What people are told of a fault of the product itself. */
  static String inside(Claim claim) {
    return "It failed inside; the log of job " + claim.id() + " tells how.";
  }

  /** Full disks and the like, in the system's words, which name no path of this machine. */
  private static String files(UncheckedIOException e) {
    Throwable cause = e.getCause();
    String words =
        cause instanceof FileSystemException file
            ? file.getReason()
            : cause == null ? null : cause.getMessage();
    return "Files cannot be read or written: "
        + (words == null ? "no reason was given" : words)
        + ". Make room or mend the disk; the job goes on by itself.";
  }

  private ObjectNode handle(Claim claim, Lease lease) throws Exception {
    JobHandler handler = handlers.get(claim.type());
    if (handler == null) {
      throw new PermanentFailure("This release knows no job type '" + claim.type() + "'.");
    }
    return handler.run(new JobContext(claim, payload(claim), table, lease));
  }

  private static ObjectNode payload(Claim claim) {
    try {
      if (Json.MAPPER.readTree(claim.payload()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      log.debug("Job {} has a payload that is no JSON", claim.id(), e);
    }
    throw new PermanentFailure("The payload is not a JSON object.");
  }

  private void again(Claim claim, Lease lease, String reason) throws InterruptedException {
    if (claim.attempt() >= claim.maxAttempts()) {
      die(claim, lease, "Given up after " + claim.attempt() + " attempts: " + reason);
      return;
    }
    Duration delay = retries.delay(claim.attempt());
    write(lease, () -> table.again(claim, reason, delay));
    metrics.retried();
    log.info(
        "Job {} ({}) is tried again in {} s: {}",
        claim.id(),
        claim.type(),
        delay.toSeconds(),
        reason);
  }

  private void die(Claim claim, Lease lease, String reason) throws InterruptedException {
    write(lease, () -> table.dead(claim, reason));
    metrics.died();
    log.warn("Job {} ({}) is dead: {}", claim.id(), claim.type(), reason);
  }

  /** An outcome is worth more than one try while the lease lasts: else the job is done twice. */
  private static void write(Lease lease, Runnable outcome) throws InterruptedException {
    while (true) {
      try {
        outcome.run();
        return;
      } catch (FencedOff e) {
        throw e;
      } catch (RuntimeException e) {
        if (!lease.holdsFor(WRITE_PAUSE)) {
          log.warn("An outcome could not be stored; the job will be run again", e);
          throw new FencedOff();
        }
        Thread.sleep(WRITE_PAUSE);
      }
    }
  }
}
