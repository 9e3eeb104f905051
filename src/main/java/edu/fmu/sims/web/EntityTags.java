package edu.fmu.sims.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Puts the {@code ETag} on every single record that is answered. */
@Provider
public final class EntityTags implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Versioned record) {
      response.getHeaders().putSingle(HttpHeaders.ETAG, IfMatch.etag(record.version()));
    }
  }
}
