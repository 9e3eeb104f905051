package edu.fmu.sims.jobs;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a job waits after a passing failure: doubling, with jitter, up to six hours. */
record RetryPolicy(Duration base, RandomGenerator random) {
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int MOST_DOUBLINGS = 20;
  private static final double JITTER = 0.2;

  /**
   * @param attempt the attempt that failed, from 1
   */
  Duration delay(int attempt) {
    long doubled = base.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
    long capped = Math.min(doubled, LONGEST.toMillis());
    double spread = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofMillis(Math.max(1, (long) (capped * spread)));
  }
}
