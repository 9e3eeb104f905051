package edu.fmu.sims.assessments;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/assessment-scores/}. */
@Path("assessment-scores")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ScoreResource {
  private final ScoreService scores;
  private final ScoreBulkService cells;

  public ScoreResource(ScoreService scores, ScoreBulkService cells) {
    this.scores = scores;
    this.cells = cells;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.ASSESSMENTS_READ)
  public Page<ScoreView> list(@Context Caller caller, @Context ListRequest request) {
    return scores.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_READ)
  public ScoreView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return scores.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.ASSESSMENTS_WRITE)
  public Response create(@Context Caller caller, Input<ScoreBody> body) {
    return Response.status(Response.Status.CREATED).entity(scores.create(caller, body)).build();
  }

  @POST
  @Path("bulk")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public ScoreBulkService.Outcome bulk(@Context Caller caller, Input<ScoreBulkBody> body) {
    return cells.write(caller, body);
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public ScoreView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ScoreBody> body,
      @Context IfMatch condition) {
    return scores.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public ScoreView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ScoreBody> body,
      @Context IfMatch condition) {
    return scores.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    scores.delete(caller, id, condition);
  }
}
