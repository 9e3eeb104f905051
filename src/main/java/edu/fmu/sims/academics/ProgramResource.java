package edu.fmu.sims.academics;

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

/** {@code /api/programs/}. */
@Path("programs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProgramResource {
  private final ProgramService programs;

  public ProgramResource(ProgramService programs) {
    this.programs = programs;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.ACADEMICS_READ)
  public Page<ProgramView> list(@Context ListRequest request) {
    return programs.page(request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.ACADEMICS_READ)
  public ProgramView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return programs.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.ACADEMICS_WRITE)
  public Response create(@Context Caller caller, Input<ProgramBody> body) {
    return Response.status(Response.Status.CREATED).entity(programs.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.ACADEMICS_WRITE)
  public ProgramView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ProgramBody> body,
      @Context IfMatch condition) {
    return programs.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.ACADEMICS_WRITE)
  public ProgramView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ProgramBody> body,
      @Context IfMatch condition) {
    return programs.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.ACADEMICS_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    programs.delete(caller, id, condition);
  }
}
