package edu.fmu.sims.enrollment;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/enrollments/}. */
@Path("enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EnrollmentResource {
  private final EnrollmentService enrollments;
  private final EnrollmentBulkService bulk;

  public EnrollmentResource(EnrollmentService enrollments, EnrollmentBulkService bulk) {
    this.enrollments = enrollments;
    this.bulk = bulk;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.ENROLLMENTS_READ)
  public Page<EnrollmentView> list(@Context Caller caller, @Context ListRequest request) {
    return enrollments.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.ENROLLMENTS_READ)
  public EnrollmentView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return enrollments.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.ENROLLMENTS_WRITE)
  public Response create(@Context Caller caller, Input<EnrollmentBody> body) {
    return Response.status(Response.Status.CREATED)
        .entity(enrollments.create(caller, body))
        .build();
  }

  /** Many students into one section, all or nothing. */
  @POST
  @Path("bulk")
  @Requires(Permission.ENROLLMENTS_WRITE)
  public EnrollmentBulkService.Outcome bulk(
      @Context Caller caller, Input<EnrollmentBulkService.BulkBody> body) {
    return bulk.enroll(caller, body.value());
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.ENROLLMENTS_WRITE)
  public EnrollmentView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<EnrollmentBody> body,
      @Context IfMatch condition) {
    return enrollments.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.ENROLLMENTS_WRITE)
  public EnrollmentView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<EnrollmentBody> body,
      @Context IfMatch condition) {
    return enrollments.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.ENROLLMENTS_WRITE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    enrollments.delete(caller, id, condition);
  }
}
