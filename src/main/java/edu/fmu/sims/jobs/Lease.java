package edu.fmu.sims.jobs;

import java.time.Duration;

/**
 * What this process believes about its hold on a job. A suspicion only, in both directions; the
 * epoch in PostgreSQL decides.
 */
final class Lease {
  private final Thread thread;
  private final long length;
  private volatile long renewed;
  private volatile boolean cancelled;
  private volatile boolean lost;

  Lease(Thread thread, Duration length) {
    this.thread = thread;
    this.length = length.toNanos();
    this.renewed = System.nanoTime();
  }

  /**
   * @param asked when the renewal was asked for, in nanoseconds
   */
  void renewed(long asked, boolean cancelRequested) {
    renewed = asked;
    cancelled = cancelRequested;
  }

  /** The job is another's: whatever its handler waits for here is in vain. */
  void lost() {
    lost = true;
    thread.interrupt();
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean holdsFor(Duration time) {
    return !lost && System.nanoTime() - renewed + time.toNanos() < length;
  }
}
