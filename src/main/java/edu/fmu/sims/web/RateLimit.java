package edu.fmu.sims.web;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.config.SimsConfig.LimitConfig;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Bounds what one user, or one address of nobody signed in, asks of this node. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class RateLimit implements ContainerRequestFilter {
  private final Throttle throttle;

  public RateLimit(LimitConfig limits) {
    this.throttle = new Throttle(limits.burst(), limits.requestsPerSecond(), Duration.ofSeconds(1));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(RequestParameters.CALLER) instanceof Caller caller) {
      throttle.demand(key(caller), 1);
    }
  }

  private static String key(Caller caller) {
    return caller.userId() == 0
        ? "address " + caller.origin().remoteAddr()
        : "user " + caller.userId();
  }
}
