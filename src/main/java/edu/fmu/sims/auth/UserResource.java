package edu.fmu.sims.auth;

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

/** {@code /api/users/}. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserResource {
  private final AccountService accounts;

  public UserResource(AccountService accounts) {
    this.accounts = accounts;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.USERS_MANAGE)
  public Page<AccountView> list(@Context ListRequest request) {
    return accounts.page(request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.USERS_MANAGE)
  public AccountView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return accounts.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.USERS_MANAGE)
  public Response create(@Context Caller caller, Input<AccountBody> body) {
    return Response.status(Response.Status.CREATED).entity(accounts.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.USERS_MANAGE)
  public AccountView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<AccountBody> body,
      @Context IfMatch condition) {
    return accounts.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.USERS_MANAGE)
  public AccountView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<AccountBody> body,
      @Context IfMatch condition) {
    return accounts.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.USERS_MANAGE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    accounts.delete(caller, id, condition);
  }
}
