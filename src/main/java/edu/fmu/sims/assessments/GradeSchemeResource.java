package edu.fmu.sims.assessments;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
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

/** {@code /api/grade-schemes/}. */
@Path("grade-schemes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class GradeSchemeResource {
  private final GradeSchemeService schemes;

  public GradeSchemeResource(GradeSchemeService schemes) {
    this.schemes = schemes;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.GRADE_SCHEMES_READ)
  public Page<GradeSchemeView> list(@Context ListRequest request) {
    return schemes.page(request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.GRADE_SCHEMES_READ)
  public GradeSchemeView get(@PathParam("id") long id) {
    return schemes.get(id);
  }

  @POST
  @Requires(Permission.GRADE_SCHEMES_WRITE)
  public Response create(@Context Caller caller, Input<GradeSchemeBody> body) {
    return Response.status(Response.Status.CREATED).entity(schemes.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.GRADE_SCHEMES_WRITE)
  public GradeSchemeView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<GradeSchemeBody> body,
      @Context IfMatch condition) {
    return schemes.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.GRADE_SCHEMES_WRITE)
  public GradeSchemeView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<GradeSchemeBody> body,
      @Context IfMatch condition) {
    return schemes.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.GRADE_SCHEMES_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    schemes.delete(caller, id, condition);
  }
}
