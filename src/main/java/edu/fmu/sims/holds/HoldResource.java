package edu.fmu.sims.holds;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import org.jspecify.annotations.Nullable;

/** {@code /api/holds/}. */
@Path("holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HoldResource {
  private final HoldService holds;

  public HoldResource(HoldService holds) {
    this.holds = holds;
  }

  /**
   * Why the hold is lifted.
   *
   * @param note for the file: what settled the matter
   */
  public record ReleaseBody(@Size(max = 255) String note) {
    public ReleaseBody(@Nullable String note) {
      this.note = note == null ? "" : note;
    }
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.HOLDS_READ)
  public Page<HoldView> list(@Context Caller caller, @Context ListRequest request) {
    return holds.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.HOLDS_READ)
  public HoldView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return holds.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.HOLDS_WRITE)
  public Response create(@Context Caller caller, Input<HoldBody> body) {
    return Response.status(Response.Status.CREATED).entity(holds.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.HOLDS_WRITE)
  public HoldView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<HoldBody> body,
      @Context IfMatch condition) {
    return holds.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.HOLDS_WRITE)
  public HoldView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<HoldBody> body,
      @Context IfMatch condition) {
    return holds.patch(caller, id, body, condition);
  }

  @POST
  @Path("{id}/release")
  @Requires(Permission.HOLDS_WRITE)
  public HoldView release(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ReleaseBody> body,
      @Context IfMatch condition) {
    return holds.release(caller, id, body.value().note(), condition);
  }
}
