package edu.fmu.sims.verify;

import edu.fmu.sims.access.Anonymous;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/verify/}: the public check of what was printed. */
@Path("verify")
@Produces(MediaType.APPLICATION_JSON)
public final class VerifyResource {
  private final VerificationService verification;

  public VerifyResource(VerificationService verification) {
    this.verification = verification;
  }

  @GET
  @Path("{code}")
  @Anonymous
  public Verification verify(@PathParam("code") String code) {
    return verification.verify(code);
  }
}
