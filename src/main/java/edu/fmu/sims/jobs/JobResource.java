package edu.fmu.sims.jobs;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/jobs/}. */
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {
  private final JobService jobs;

  JobResource(JobService jobs) {
    this.jobs = jobs;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.JOBS_READ)
  public Page<JobView> list(@Context Caller caller, @Context ListRequest request) {
    return jobs.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.JOBS_READ)
  public JobView get(@Context Caller caller, @PathParam("id") long id) {
    return jobs.get(caller, id);
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
