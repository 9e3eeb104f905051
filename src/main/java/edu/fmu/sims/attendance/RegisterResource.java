package edu.fmu.sims.attendance;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /api/sections/{id}/register/}. */
@Path("sections/{id}/register")
@Produces(MediaType.APPLICATION_JSON)
public final class RegisterResource {
  private final RegisterService registers;

  public RegisterResource(RegisterService registers) {
    this.registers = registers;
  }

  @GET
  @Requires(Permission.ATTENDANCE_READ)
  public Register get(
      @Context Caller caller, @PathParam("id") long id, @QueryParam("date") @Nullable String date) {
    return registers.of(caller, id, RateParameters.day("date", date));
  }
}
