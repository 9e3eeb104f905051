package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.results.ChangeService.Decided;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;

/** {@code /api/results/} and what is done to results. */
@Path("results")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ResultResource {
  private final ResultService results;
  private final ResultSets sets;
  private final ChangeService changes;

  public ResultResource(ResultService results, ResultSets sets, ChangeService changes) {
    this.results = results;
    this.sets = sets;
    this.changes = changes;
  }

  /** How many results were published, and which. */
  public record Published(int published, List<ResultView> results) {}

  /** How many results were frozen, and which. */
  public record Frozen(int frozen, List<ResultView> results) {}

  /** The decision on a change request. */
  public record DecisionBody(@NotNull Long changeId, @NotNull Boolean approved) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.RESULTS_READ)
  public Page<ResultRow> list(@Context Caller caller, @Context ListRequest request) {
    return results.rows(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.RESULTS_READ)
  public ResultView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return results.asOf(caller, id, asOf);
  }

  @POST
  @Requires(Permission.RESULTS_PROPOSE)
  public Response create(@Context Caller caller, Input<ResultBody> body) {
    return Response.status(Response.Status.CREATED).entity(results.create(caller, body)).build();
  }

  @PUT
  @Path("{id}")
  @Requires(Permission.RESULTS_PROPOSE)
  public ResultView replace(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ResultBody> body,
      @Context IfMatch condition) {
    return results.replace(caller, id, body, condition);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.RESULTS_PROPOSE)
  public ResultView patch(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<ResultBody> body,
      @Context IfMatch condition) {
    return results.patch(caller, id, body, condition);
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.RESULTS_DELETE)
  public void delete(@Context Caller caller, @PathParam("id") long id, @Context IfMatch condition) {
    results.delete(caller, id, condition);
  }

  /** One result answers itself, a section or a set answers how many and which. */
  @POST
  @Path("publish")
  @Requires(Permission.RESULTS_PUBLISH)
  @Answers({ResultView.class, Published.class})
  public Response publish(
      @Context Caller caller, Input<ResultSelection> body, @Context IfMatch condition) {
    ResultSelection chosen = body.value().checked();
    if (chosen.resultId() != null) {
      return Response.ok(results.publish(caller, chosen.resultId(), condition)).build();
    }
    List<ResultView> published =
        chosen.sectionId() != null
            ? sets.publishSection(caller, chosen.sectionId())
            : sets.publish(caller, chosen.ids());
    return Response.ok(new Published(published.size(), published)).build();
  }

  /** One result answers itself, a section or a set answers how many and which. */
  @POST
  @Path("freeze")
  @Requires(Permission.RESULTS_FREEZE)
  @Answers({ResultView.class, Frozen.class})
  public Response freeze(
      @Context Caller caller, Input<ResultSelection> body, @Context IfMatch condition) {
    ResultSelection chosen = body.value().checked();
    if (chosen.resultId() != null) {
      return Response.ok(results.freeze(caller, chosen.resultId(), condition)).build();
    }
    List<ResultView> frozen =
        chosen.sectionId() != null
            ? sets.freezeSection(caller, chosen.sectionId())
            : sets.freeze(caller, chosen.ids());
    return Response.ok(new Frozen(frozen.size(), frozen)).build();
  }

  @POST
  @Path("change-request")
  @Requires(Permission.RESULT_CHANGES_REQUEST)
  @Answers(value = ChangeView.class, status = 201)
  public Response requestChange(@Context Caller caller, Input<ChangeBody> body) {
    return Response.status(Response.Status.CREATED).entity(changes.request(caller, body)).build();
  }

  @POST
  @Path("approve-change")
  @Requires(Permission.RESULT_CHANGES_APPROVE)
  public Decided decide(
      @Context Caller caller, Input<DecisionBody> body, @Context IfMatch condition) {
    DecisionBody decision = body.value();
    return changes.decide(caller, decision.changeId(), decision.approved(), condition);
  }
}
