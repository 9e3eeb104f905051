package edu.fmu.sims.transcripts;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.documents.DocumentType;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /api/transcripts/}. */
@Path("transcripts")
@Consumes(MediaType.APPLICATION_JSON)
public final class TranscriptResource {
  private final TranscriptService transcripts;

  public TranscriptResource(TranscriptService transcripts) {
    this.transcripts = transcripts;
  }

  /**
   * Whose transcript is wanted.
   *
   * @param email the recipient; the student's own address when absent
   */
  public record EnqueueBody(@NotNull Long studentId, @Nullable String email) {}

  /** The promise of a transcript. */
  public record Enqueued(String message, long jobId, long studentId) {}

  /**
   * The transcript as a PDF.
   *
   * @param type {@code official}, or {@code provisional} for one that is marked as such
   */
  @GET
  @Path("{id}")
  @Produces("application/pdf")
  @Discloses("transcript")
  @Requires(Permission.TRANSCRIPTS_READ)
  @Answers(refusals = 409)
  public Response get(
      @Context Caller caller, @PathParam("id") long id, @QueryParam("type") @Nullable String type) {
    DocumentType wanted =
        switch (Objects.requireNonNullElse(type, "official")) {
          case "official" -> DocumentType.TRANSCRIPT;
          case "provisional" -> DocumentType.PROVISIONAL;
          default ->
              throw Problem.on(
                  ProblemType.MALFORMED_PARAMETER, "type", "Must be one of official, provisional.");
        };
    IssuedDocument document =
        transcripts.issue(wanted, id, Occasion.of(caller, "Asked for by " + caller.username()));
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
}
