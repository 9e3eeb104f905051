package edu.fmu.sims.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A wake-up between threads of this process. Raised often, it wakes once. */
final class Signal {
  private final Semaphore raised = new Semaphore(0);

  void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  /** Waits until the signal is raised, but no longer than that. */
  void await(Duration limit) throws InterruptedException {
    if (raised.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
