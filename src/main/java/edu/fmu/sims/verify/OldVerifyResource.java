package edu.fmu.sims.verify;

import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /api/transcripts/verify/}: where clients of the older server look. */
@Path("transcripts/verify")
@Produces(MediaType.APPLICATION_JSON)
public final class OldVerifyResource {
  private final VerificationService verification;

  public OldVerifyResource(VerificationService verification) {
    this.verification = verification;
  }

  /**
   * As {@link Verification}, with the student's id.
   *
   * @param studentId null when nothing is known
   */
  public record OldVerification(
      boolean valid,
      String status,
      String serial,
      String type,
      String studentName,
      String program,
      @Nullable Instant issuedAt,
      String reason,
      @Nullable Long studentId) {
    static OldVerification of(Verification found) {
      return new OldVerification(
          found.valid(),
          found.status(),
          found.serial(),
          found.type(),
          found.studentName(),
          found.program(),
          found.issuedAt(),
          found.reason(),
          found.studentId());
    }
  }

  @GET
  @Path("{token}")
  @Anonymous
  public OldVerification verify(@Context Caller caller, @PathParam("token") String token) {
    return OldVerification.of(verification.verify(token, caller.origin().remoteAddr()));
  }
}
