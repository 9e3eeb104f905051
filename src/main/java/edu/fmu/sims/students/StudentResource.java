package edu.fmu.sims.students;

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

/** {@code /api/students/}. */
@Path("students")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class StudentResource {
  private final StudentService students;

  public StudentResource(StudentService students) {
    this.students = students;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.STUDENTS_READ)
  public Page<StudentView> list(@Context Caller caller, @Context ListRequest request) {
    return students.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.STUDENTS_READ)
  public StudentView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return students.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.STUDENTS_WRITE)
  public Response create(@Context Caller caller, Input<StudentBody> body) {
    return Response.status(Response.Status.CREATED).entity(students.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.STUDENTS_WRITE)
  public StudentView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<StudentBody> body,
      @Context IfMatch condition) {
    return students.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.STUDENTS_WRITE)
  public StudentView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<StudentBody> body,
      @Context IfMatch condition) {
    return students.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.STUDENTS_DELETE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    students.delete(caller, id, condition);
  }
}
