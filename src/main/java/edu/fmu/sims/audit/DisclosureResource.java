package edu.fmu.sims.audit;

import edu.fmu.sims.access.Caller;
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

/** {@code /api/students/{id}/disclosures/}: who read a student's records, for that student too. */
@Path("students/{id}/disclosures")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
public final class DisclosureResource {
  private final DisclosureTrail trail;

  public DisclosureResource(DisclosureTrail trail) {
    this.trail = trail;
  }

  @GET
  @Requires(Permission.PERSONAL_DATA_READ)
  public Page<OwnDisclosureView> list(
      @Context Caller caller, @PathParam("id") long id, @Context ListRequest request) {
    return trail.of(caller, id, request);
  }
}
