package edu.fmu.sims.transcripts;

import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.transcripts.VerificationService.Verification;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/transcripts/}. */
@Path("transcripts")
@Consumes(MediaType.APPLICATION_JSON)
public final class TranscriptResource {
  private final TranscriptService transcripts;
  private final VerificationService verification;

  public TranscriptResource(TranscriptService transcripts, VerificationService verification) {
    this.transcripts = transcripts;
    this.verification = verification;
  }

  /**
   * Whose transcript is wanted.
   *
   * @param email the recipient; the student's own address when absent
   */
  public record EnqueueBody(@NotNull Long studentId, @Nullable String email) {}

  /** The promise of a transcript. */
  public record Enqueued(String message, long jobId, long studentId) {}

  @GET
  @Path("{id}")
  @Produces("application/pdf")
  @Discloses("transcript")
  @Requires(Permission.TRANSCRIPTS_READ)
  @Answers
  public Response get(@Context Caller caller, @PathParam("id") long id) {
    IssuedDocument document = transcripts.issue(caller, id);
    return Response.ok(document.file(), "application/pdf")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + document.fileName() + "\"")
        .build();
  }

  @POST
  @Path("enqueue")
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Permission.TRANSCRIPTS_REQUEST)
  @Answers(value = Enqueued.class, status = 202)
  public Response enqueue(@Context Caller caller, Input<EnqueueBody> input) {
    EnqueueBody body = input.value();
    String email = body.email() == null ? "" : body.email();
    long job = transcripts.enqueue(caller, body.studentId(), email);
    return Response.accepted(
            new Enqueued("Transcript generation job enqueued.", job, body.studentId()))
        .build();
  }

  @GET
  @Path("verify/{token}")
  @Produces(MediaType.APPLICATION_JSON)
  @Anonymous
  public Verification verify(@PathParam("token") String token) {
    return verification.verify(token);
  }
}
