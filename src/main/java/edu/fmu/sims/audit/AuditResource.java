package edu.fmu.sims.audit;

import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** {@code /api/audit/}: the log, to be read only. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  private final AuditTrail trail;
  private final DisclosureTrail disclosures;

  public AuditResource(AuditTrail trail, DisclosureTrail disclosures) {
    this.trail = trail;
    this.disclosures = disclosures;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.AUDIT_READ)
  public Page<AuditEntryView> list(@Context ListRequest request) {
    return trail.page(request);
  }

  /** Who read whose personal records. */
  @GET
  @Path("disclosures")
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.AUDIT_READ)
  public Page<DisclosureView> disclosures(@Context ListRequest request) {
    return disclosures.page(request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.AUDIT_READ)
  public AuditEntryView get(@PathParam("id") UUID id) {
    return trail.get(id);
  }
}
