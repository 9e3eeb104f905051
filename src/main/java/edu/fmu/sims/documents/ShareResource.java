package edu.fmu.sims.documents;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/documents/{id}/shares/}. */
@Path("documents/{id}/shares")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ShareResource {
  private final ShareService shares;

  public ShareResource(ShareService shares) {
    this.shares = shares;
  }

  @GET
  @Requires(Permission.DOCUMENTS_READ)
  public Page<ShareView> list(
      @Context Caller caller, @PathParam("id") long id, @Context ListRequest request) {
    return shares.page(caller, id, request);
  }

  /** Makes a link; its address is told this once. */
  @POST
  @Requires(Permission.DOCUMENTS_SHARE)
  @Answers(value = ShareView.class, status = 201)
  public Response create(@Context Caller caller, @PathParam("id") long id, Input<ShareBody> body) {
    return Response.status(Response.Status.CREATED)
        .entity(shares.create(caller, id, body.value()))
        .build();
  }

  @DELETE
  @Path("{share}")
  @Requires(Permission.DOCUMENTS_SHARE)
  public void withdraw(
      @Context Caller caller, @PathParam("id") long id, @PathParam("share") long share) {
    shares.withdraw(caller, id, share);
  }
}
