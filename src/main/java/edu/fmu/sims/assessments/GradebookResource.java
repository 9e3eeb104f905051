package edu.fmu.sims.assessments;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/sections/{id}/gradebook/}. */
@Path("sections/{id}/gradebook")
@Produces(MediaType.APPLICATION_JSON)
public final class GradebookResource {
  private final GradebookService gradebooks;

  public GradebookResource(GradebookService gradebooks) {
    this.gradebooks = gradebooks;
  }

  @GET
  @Requires(Permission.GRADEBOOK_READ)
  public Gradebook get(@Context Caller caller, @PathParam("id") long id) {
    return gradebooks.of(caller, id);
  }
}
