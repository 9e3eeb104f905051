package edu.fmu.sims.transcripts;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.transcripts.BatchService.Download;
import edu.fmu.sims.transcripts.BatchService.Enqueued;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
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

/** {@code /api/transcripts/batch/}. */
@Path("transcripts/batch")
@Consumes(MediaType.APPLICATION_JSON)
public final class BatchResource {
  private final BatchService batches;

  public BatchResource(BatchService batches) {
    this.batches = batches;
  }

  /** The transcripts of many students as one job; its {@code result.url} is a ZIP for download. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Permission.TRANSCRIPTS_BATCH)
  @Answers(value = Enqueued.class, status = 202)
  public Response enqueue(@Context Caller caller, Input<BatchBody> input) {
    return Response.accepted(batches.enqueue(caller, input.value())).build();
  }

  /** The ZIP, once the job has succeeded. */
  @GET
  @Path("{id}/file")
  @Produces("application/zip")
  @Requires(Permission.TRANSCRIPTS_BATCH)
  @Answers
  public Response file(@Context Caller caller, @PathParam("id") long id) {
    Download download = batches.download(caller, id);
    return Response.ok(download.path().toFile(), "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.name() + "\"")
        .build();
  }
}
