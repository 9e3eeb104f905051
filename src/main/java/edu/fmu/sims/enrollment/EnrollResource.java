package edu.fmu.sims.enrollment;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Input;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/sections/{id}/enroll/}. */
@Path("sections/{id}/enroll")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EnrollResource {
  private final EnrollmentService enrollments;

  public EnrollResource(EnrollmentService enrollments) {
    this.enrollments = enrollments;
  }

  /** Whom to enroll. */
  public record EnrollBody(@NotNull Long studentId) {}

  @POST
  @Requires(Permission.ENROLLMENTS_WRITE)
  @Answers(value = EnrollmentView.class, status = 201)
  public Response enroll(@Context Caller caller, @PathParam("id") long id, Input<EnrollBody> body) {
    return Response.status(Response.Status.CREATED)
        .entity(enrollments.enroll(caller, id, body.value().studentId()))
        .build();
  }
}
