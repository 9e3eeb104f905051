package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.results.ComputeService.Computed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/sections/{id}/results/compute/}. */
@Path("sections/{id}/results/compute")
@Produces(MediaType.APPLICATION_JSON)
public final class ComputeResource {
  private final ComputeService compute;

  public ComputeResource(ComputeService compute) {
    this.compute = compute;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Requires(Permission.RESULTS_PROPOSE)
  public Computed compute(@Context Caller caller, @PathParam("id") long id) {
    return compute.compute(caller, id);
  }
}
