package edu.fmu.sims.results;

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

/** {@code /api/pending-changes/}: requests to correct grades, resolved ones included. */
@Path("pending-changes")
@Produces(MediaType.APPLICATION_JSON)
public final class ChangeResource {
  private final ChangeService changes;

  public ChangeResource(ChangeService changes) {
    this.changes = changes;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.RESULT_CHANGES_READ)
  public Page<ChangeView> list(@Context Caller caller, @Context ListRequest request) {
    return changes.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.RESULT_CHANGES_READ)
  public ChangeView get(@Context Caller caller, @PathParam("id") long id) {
    return changes.get(caller, id);
  }
}
