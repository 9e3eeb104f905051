package edu.fmu.sims.auth;

import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.RequestContextFilter;
import edu.fmu.sims.web.RequestParameters;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Denies by default: every endpoint states {@link Requires} or {@link Anonymous}, or the
 * application does not start.
 */
public final class AccessFeature implements DynamicFeature {
  private static final String SCHEME = "bearer ";

  private final Sessions sessions;

  public AccessFeature(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void configure(ResourceInfo endpoint, FeatureContext context) {
    Method method = endpoint.getResourceMethod();
    if (!method.getDeclaringClass().getName().startsWith("edu.fmu.sims.")) {
      return; // what Jersey itself answers: OPTIONS
    }
    Requires requires = method.getAnnotation(Requires.class);
    if (requires == null && !method.isAnnotationPresent(Anonymous.class)) {
      throw new IllegalStateException(method + " states neither @Requires nor @Anonymous");
    }
    context.register(new Gate(requires == null ? null : requires.value()));
  }

  /** Finds out who calls, and whether the caller may. */
  @Priority(Priorities.AUTHENTICATION)
  private final class Gate implements ContainerRequestFilter {
    private final @Nullable Permission permission;

    Gate(@Nullable Permission permission) {
      this.permission = permission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
      Caller caller = caller(request);
      request.setProperty(RequestParameters.CALLER, caller);
      if (permission != null && !caller.may(permission)) {
        throw new Problem(ProblemType.FORBIDDEN);
      }
    }

    private Caller caller(ContainerRequestContext request) {
      Origin origin = (Origin) request.getProperty(RequestContextFilter.ORIGIN);
      String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
      if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        if (permission != null) {
          throw new Problem(ProblemType.AUTH_REQUIRED);
        }
        return Caller.anonymous(origin);
      }
      try {
        return sessions.authenticate(header.substring(SCHEME.length()).strip(), origin);
      } catch (Problem refused) {
        if (permission == null && refused.type().status() == 401) {
          return Caller.anonymous(origin); // a stale token must not bar the way to sign in again
        }
        throw refused;
      }
    }
  }
}
