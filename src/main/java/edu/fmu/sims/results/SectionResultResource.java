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
import java.util.List;

/** {@code /api/sections/{id}/results/} and {@code /api/sections/result-progress/}. */
@Path("sections")
@Produces(MediaType.APPLICATION_JSON)
public final class SectionResultResource {
  private final SectionResultService results;

  public SectionResultResource(SectionResultService results) {
    this.results = results;
  }

  @GET
  @Path("{id}/results")
  @Requires(Permission.RESULTS_READ)
  public List<ResultView> results(@Context Caller caller, @PathParam("id") long id) {
    return results.of(caller, id);
  }

  @GET
  @Path("result-progress")
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.GRADEBOOK_READ)
  public Page<SectionProgressView> progress(@Context Caller caller, @Context ListRequest request) {
    return results.progress(caller, request);
  }
}
