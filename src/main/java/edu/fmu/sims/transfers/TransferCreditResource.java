package edu.fmu.sims.transfers;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/transfer-credits/}. */
@Path("transfer-credits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TransferCreditResource {
  private final TransferCreditService credits;

  public TransferCreditResource(TransferCreditService credits) {
    this.credits = credits;
  }

  /** Why a credit is taken back. */
  public record WithdrawBody(@NotNull @NotBlank @Size(max = 255) String reason) {
    @SuppressWarnings("NullAway") // a required field stays null until validation names it
    public WithdrawBody(@Nullable String reason) {
      this.reason = reason == null ? null : reason.strip();
    }
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.TRANSFER_CREDITS_READ)
  public Page<TransferCreditView> list(@Context Caller caller, @Context ListRequest request) {
    return credits.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.TRANSFER_CREDITS_READ)
  public TransferCreditView get(
      @Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return credits.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.TRANSFER_CREDITS_WRITE)
  public Response create(@Context Caller caller, Input<TransferCreditBody> body) {
    return Response.status(Response.Status.CREATED).entity(credits.create(caller, body)).build();
  }

  @POST
  @Path("{id}/withdraw")
  @Requires(Permission.TRANSFER_CREDITS_WRITE)
  public TransferCreditView withdraw(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<WithdrawBody> body,
      @Context IfMatch condition) {
    return credits.withdraw(caller, id, body.value().reason(), condition);
  }
}
