package edu.fmu.sims.jobs;

import java.time.Duration;

/** Lets something happen no more often than it should. For one thread. */
final class Pace {
  private final long interval;
  private long next = System.nanoTime();

  Pace(Duration interval) {
    this.interval = interval.toNanos();
  }

  /** Whether it is time; if so, it is not again until the interval has passed. */
  boolean isDue() {
    long now = System.nanoTime();
    if (now - next < 0) {
      return false;
    }
    next = now + interval;
    return true;
  }

  /** Not before the interval has passed from now. */
  void postpone() {
    next = System.nanoTime() + interval;
  }

  /** It is time now. */
  void expire() {
    next = System.nanoTime();
  }
}
