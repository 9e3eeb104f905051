package edu.fmu.sims.jobs;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code /api/jobs/}. */
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {
  private final JobService jobs;
  private final JobEvents events;

  JobResource(JobService jobs, JobEvents events) {
    this.jobs = jobs;
    this.events = events;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.JOBS_READ)
  public Page<JobView> list(@Context Caller caller, @Context ListRequest request) {
    return jobs.page(caller, request);
  }

  /** The whole queue at a glance. */
  @GET
  @Path("stats")
  @Requires(Permission.JOBS_WATCH)
  public QueueStats stats() {
    return jobs.stats();
  }

  @GET
  @Path("{id}")
  @Requires(Permission.JOBS_READ)
  public JobView get(@Context Caller caller, @PathParam("id") long id) {
    return jobs.get(caller, id);
  }

  /** Takes a job that has ended off the list. */
  @DELETE
  @Path("{id}")
  @Requires(Permission.JOBS_OPERATE)
  public void delete(@Context Caller caller, @PathParam("id") long id) {
    jobs.delete(caller, id);
  }

  /** The job's progress while it lasts, as server-sent events. */
  @GET
  @Path("{id}/events")
  @Produces("text/event-stream")
  @Requires(Permission.JOBS_READ)
  public void events(
      @Context Caller caller,
      @PathParam("id") long id,
      @HeaderParam("Last-Event-ID") @Nullable String seen,
      @Context HttpServletResponse response)
      throws IOException {
    events.stream(caller, id, seen, response);
  }

  @POST
  @Path("{id}/cancel")
  @Requires(Permission.JOBS_OPERATE)
  public JobView cancel(@Context Caller caller, @PathParam("id") long id) {
    return jobs.cancel(caller, id);
  }

  @POST
  @Path("{id}/retry")
  @Requires(Permission.JOBS_OPERATE)
  public JobView retry(@Context Caller caller, @PathParam("id") long id) {
    return jobs.retry(caller, id);
  }
}
