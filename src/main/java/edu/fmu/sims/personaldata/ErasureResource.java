package edu.fmu.sims.personaldata;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.personaldata.Erasure.Erased;
import edu.fmu.sims.web.Input;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/students/{id}/erasure/}. */
@Path("students/{id}/erasure")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ErasureResource {
  private final Erasure erasure;

  public ErasureResource(Erasure erasure) {
    this.erasure = erasure;
  }

  /** Why the data is erased, such as the student's own wish; kept in the log. */
  public record Body(@NotNull @NotBlank @Size(max = 255) String reason) {}

  @POST
  @Requires(Permission.PERSONAL_DATA_ERASE)
  public Erased erase(@Context Caller caller, @PathParam("id") long id, Input<Body> body) {
    return erasure.of(caller, id, body.value().reason());
  }
}
