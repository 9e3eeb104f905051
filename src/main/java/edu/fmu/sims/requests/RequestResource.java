package edu.fmu.sims.requests;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.requests.Fulfilment.Wish;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.jspecify.annotations.Nullable;

/** {@code /api/requests/}. */
@Path("requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RequestResource {
  private final RequestService requests;

  public RequestResource(RequestService requests) {
    this.requests = requests;
  }

  /**
   * The step to take.
   *
   * @param status the status to go to
   * @param letter for completing a request of type {@code other}: the template of the letter that
   *     answers it; none when absent
   * @param purpose for completing: what the letter says that it is for
   */
  public record TransitionBody(
      @NotNull String status, @Size(max = 32) String letter, @Size(max = 255) String purpose) {
    @SuppressWarnings("NullAway") // the status stays null until validation names it
    public TransitionBody(
        @Nullable String status, @Nullable String letter, @Nullable String purpose) {
      this.status = status;
      this.letter = letter == null ? "" : letter.strip();
      this.purpose = purpose == null ? "" : purpose.strip();
    }
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.REQUESTS_READ)
  public Page<RequestView> list(@Context Caller caller, @Context ListRequest request) {
    return requests.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.REQUESTS_READ)
  public RequestView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return requests.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.REQUESTS_CREATE)
  public Response create(@Context Caller caller, Input<RequestBody> body) {
    return Response.status(Response.Status.CREATED).entity(requests.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.REQUESTS_WRITE)
  public RequestView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<RequestBody> body,
      @Context IfMatch condition) {
    return requests.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.REQUESTS_WRITE)
  public RequestView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<RequestBody> body,
      @Context IfMatch condition) {
    return requests.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.REQUESTS_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    requests.delete(caller, id, condition);
  }

  @POST
  @Path("{id}/transition")
  @Requires(Permission.REQUESTS_TRANSITION)
  public RequestView transition(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<TransitionBody> body,
      @Context IfMatch condition) {
    TransitionBody step = body.value();
    return requests.transition(
        caller, id, step.status(), new Wish(step.letter(), step.purpose()), condition);
  }
}
