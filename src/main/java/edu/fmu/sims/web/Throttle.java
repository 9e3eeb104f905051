package edu.fmu.sims.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often something is asked for by each of many: a burst, and a rate in the long run.
 * Only those seen last are remembered, so that a flood of addresses takes no memory.
 */
public final class Throttle {
  private static final int REMEMBERED = 10_000;
  private static final float LOAD = 0.75f;

  private final int burst;
  private final int rate;
  private final Duration period;

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param rate how much comes back in that period
   */
  public Throttle(int burst, int rate, Duration period) {
    this.burst = burst;
    this.rate = rate;
    this.period = period;
  }

  /**
   * Counts one more request of that caller.
   *
   * @param weight how much it takes
   * @throws Problem 429 with the time to wait
   */
  public void demand(String caller, int weight) {
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(weight);
    if (!probe.isConsumed()) {
      throw Problem.later(
          ProblemType.TOO_MANY_REQUESTS, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(String caller) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          caller,
          fresh ->
              Bucket.builder()
                  .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, period))
                  .build());
    }
  }
}
