package edu.fmu.sims.attendance;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.attendance.RateParameters.Seat;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/attendance/}. */
@Path("attendance")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AttendanceResource {
  private final AttendanceService attendance;
  private final AttendanceBulkService register;
  private final AttendanceRateService rates;
  private final StandingService standings;

  public AttendanceResource(
      AttendanceService attendance,
      AttendanceBulkService register,
      AttendanceRateService rates,
      StandingService standings) {
    this.attendance = attendance;
    this.register = register;
    this.rates = rates;
    this.standings = standings;
  }

  /** Why a record is deleted after its day. */
  public record DeleteBody(@Size(max = 1000) String reason) {
    public DeleteBody(@Nullable String reason) {
      this.reason = reason == null ? "" : reason;
    }
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.ATTENDANCE_READ)
  public Page<AttendanceView> list(@Context Caller caller, @Context ListRequest request) {
    return attendance.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.ATTENDANCE_READ)
  public AttendanceView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return attendance.asOf(caller, id, asOf);
  }

  /** How students stand in their sections; who falls short with {@code ?eligible=false}. */
  @GET
  @Path("standings")
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.ATTENDANCE_READ)
  public Page<StandingView> standings(@Context Caller caller, @Context ListRequest request) {
    return standings.page(caller, request);
  }

  @GET
  @Path("percentage")
  @Discloses(value = "attendance", student = "student_id")
  @Requires(Permission.ATTENDANCE_READ)
  public AttendanceRateService.Percentage percentage(
      @Context Caller caller,
      @QueryParam("student_id") @Nullable String student,
      @QueryParam("section_id") @Nullable String section) {
    Seat seat = Seat.of(student, section);
    return rates.percentage(caller, seat.student(), seat.section());
  }

  @GET
  @Path("eligibility")
  @Discloses(value = "attendance", student = "student_id")
  @Requires(Permission.ATTENDANCE_READ)
  public AttendanceRateService.Eligibility eligibility(
      @Context Caller caller,
      @QueryParam("student_id") @Nullable String student,
      @QueryParam("section_id") @Nullable String section,
      @QueryParam("threshold") @Nullable String threshold) {
    Seat seat = Seat.of(student, section);
    return rates.eligibility(
        caller, seat.student(), seat.section(), RateParameters.threshold(threshold));
  }

  @GET
  @Path("section-summary")
  @Requires(Permission.ATTENDANCE_READ)
  public AttendanceRateService.SectionSummary summary(
      @Context Caller caller, @QueryParam("section_id") @Nullable String section) {
    return rates.summary(caller, RateParameters.section(section));
  }

  @POST
  @Requires(Permission.ATTENDANCE_WRITE)
  public Response create(@Context Caller caller, Input<AttendanceBody> body) {
    return Response.status(Response.Status.CREATED).entity(attendance.create(caller, body)).build();
  }

  @POST
  @Path("bulk")
  @Requires(Permission.ATTENDANCE_WRITE)
  public AttendanceBulkService.Outcome bulk(
      @Context Caller caller, Input<AttendanceBulkBody> body) {
    return register.write(caller, body);
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.ATTENDANCE_WRITE)
  public AttendanceView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<AttendanceBody> body,
      @Context IfMatch condition) {
    return attendance.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.ATTENDANCE_WRITE)
  public AttendanceView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<AttendanceBody> body,
      @Context IfMatch condition) {
    return attendance.patch(caller, id, body, condition);
  }

  /** Deletes; the reason, when one is needed, stands in the address or in the body. */
  @DELETE
  @Path("{id}")
  @Requires(Permission.ATTENDANCE_WRITE)
  public void delete(
      @Context Caller caller,
      @PathParam("id") long id,
      @QueryParam("reason") @Nullable String reason,
      Input<DeleteBody> body,
      @Context IfMatch condition) {
    String told = reason == null ? body.value().reason() : RateParameters.text("reason", reason);
    attendance.delete(caller, id, told, condition);
  }
}
