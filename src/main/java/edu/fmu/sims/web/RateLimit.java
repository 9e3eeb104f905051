package edu.fmu.sims.web;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.config.SimsConfig.LimitConfig;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds what one user, or one address of nobody signed in, asks of this node: a burst, and a rate
 * in the long run. Only the callers seen last are remembered, so that a flood of addresses takes no
 * memory.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class RateLimit implements ContainerRequestFilter {
  private static final int REMEMBERED = 10_000;
  private static final float LOAD = 0.75f;

  private final LimitConfig limits;

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  public RateLimit(LimitConfig limits) {
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(RequestParameters.CALLER) instanceof Caller caller) {
      ConsumptionProbe probe = bucket(key(caller)).tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        throw Problem.later(
            ProblemType.TOO_MANY_REQUESTS, Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
    }
  }

  private static String key(Caller caller) {
    return caller.userId() == 0
        ? "address " + caller.origin().remoteAddr()
        : "user " + caller.userId();
  }

  private Bucket bucket(String key) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          key,
          fresh ->
              Bucket.builder()
                  .addLimit(
                      limit ->
                          limit
                              .capacity(limits.burst())
                              .refillGreedy(limits.requestsPerSecond(), Duration.ofSeconds(1)))
                  .build());
    }
  }
}
