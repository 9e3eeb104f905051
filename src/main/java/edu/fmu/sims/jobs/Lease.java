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
  private volatile boolean stopping;

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

  /** This process is about to stop: a long job had better pause at its next step. */
  void stopping() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean holdsFor(Duration time) {
    return !lost && System.nanoTime() - renewed + time.toNanos() < length;
  }
}
