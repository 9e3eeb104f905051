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

/** {@code /api/assessments/}. */
@Path("assessments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AssessmentResource {
  private final AssessmentService assessments;

  public AssessmentResource(AssessmentService assessments) {
    this.assessments = assessments;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.ASSESSMENTS_READ)
  public Page<AssessmentView> list(@Context Caller caller, @Context ListRequest request) {
    return assessments.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_READ)
  public AssessmentView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return assessments.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.ASSESSMENTS_WRITE)
  public Response create(@Context Caller caller, Input<AssessmentBody> body) {
    return Response.status(Response.Status.CREATED)
        .entity(assessments.create(caller, body))
        .build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public AssessmentView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<AssessmentBody> body,
      @Context IfMatch condition) {
    return assessments.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public AssessmentView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<AssessmentBody> body,
      @Context IfMatch condition) {
    return assessments.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.ASSESSMENTS_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    assessments.delete(caller, id, condition);
  }
}
