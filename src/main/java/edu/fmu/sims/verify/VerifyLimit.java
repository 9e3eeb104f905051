package edu.fmu.sims.verify;

import edu.fmu.sims.config.SimsConfig.LimitConfig;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Throttle;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what strangers ask of the public check, before anything of a request's body is read: how
 * often from one address, and how many files at once from all of them, as each is held in memory.
 */
public final class VerifyLimit {
  private static final int WEIGHT_OF_A_FILE = 4;
  private static final int FILES_AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Throttle throttle;
  private final Semaphore slots = new Semaphore(FILES_AT_ONCE, true);

  public VerifyLimit(LimitConfig limits) {
    this.throttle =
        new Throttle(limits.verifyBurst(), limits.verifyPerMinute(), Duration.ofMinutes(1));
  }

  /**
   * Counts the check of a code.
   *
   * @throws Problem 429
   */
  void code(String address) {
    throttle.demand(address, 1);
  }

  /**
   * Counts the check of a file and waits for a free place; {@link #leave} must follow.
   *
   * @throws Problem 429
   */
  void enter(String address) {
    throttle.demand(address, WEIGHT_OF_A_FILE);
    try {
      if (!slots.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw Problem.later(ProblemType.TOO_MANY_REQUESTS, PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.later(ProblemType.UNAVAILABLE, PATIENCE);
    }
  }

  /** Gives the place back. */
  void leave() {
    slots.release();
  }
}
