package edu.fmu.sims.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * An {@code Accept} that names no media type counts as absent; left as it is, it would end in an
 * answer without a body.
 */
@Provider
@PreMatching
@Priority(0)
public final class AcceptHeader implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (!isReadable(request)) {
      request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
    }
  }

  private static boolean isReadable(ContainerRequestContext request) {
    try {
      return !request.getAcceptableMediaTypes().isEmpty();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
