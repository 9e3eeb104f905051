package edu.fmu.sims.audit;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.web.RequestParameters;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes who tried to write what they may not. */
@Provider
public final class Refusals implements ContainerResponseFilter {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int FORBIDDEN = Response.Status.FORBIDDEN.getStatusCode();
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final AuditLog audit;

  public Refusals(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == FORBIDDEN
        && WRITES.contains(request.getMethod())
        && request.getProperty(RequestParameters.CALLER) instanceof Caller caller) {
      note(caller);
    }
  }

  /** Nothing was changed, so that a log that is away turns no refusal into something else. */
  private void note(Caller caller) {
    try {
      audit.record(caller, FORBIDDEN, "", "", "denied to " + caller.username(), null, null);
    } catch (RuntimeException e) {
      log.error("A denied write of {} is not in the audit log", caller.username(), e);
    }
  }
}
