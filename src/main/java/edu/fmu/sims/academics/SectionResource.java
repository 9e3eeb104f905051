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

/** {@code /api/sections/}. */
@Path("sections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SectionResource {
  private final SectionService sections;

  public SectionResource(SectionService sections) {
    this.sections = sections;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.SECTIONS_READ)
  public Page<SectionView> list(@Context Caller caller, @Context ListRequest request) {
    return sections.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.SECTIONS_READ)
  public SectionView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return sections.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.SECTIONS_WRITE)
  public Response create(@Context Caller caller, Input<SectionBody> body) {
    return Response.status(Response.Status.CREATED).entity(sections.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.SECTIONS_WRITE)
  public SectionView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<SectionBody> body,
      @Context IfMatch condition) {
    return sections.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.SECTIONS_WRITE)
  public SectionView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<SectionBody> body,
      @Context IfMatch condition) {
    return sections.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.SECTIONS_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    sections.delete(caller, id, condition);
  }
}
