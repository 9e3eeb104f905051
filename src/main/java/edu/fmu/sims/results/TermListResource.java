package edu.fmu.sims.results;

import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/results/gazette/} and {@code /api/results/merit/}: for staff, who reach every result.
 */
@Path("results")
@Produces(MediaType.APPLICATION_JSON)
public final class TermListResource {
  private static final String BY_CGPA = "cgpa";

  private final GazetteService gazettes;
  private final MeritService merit;

  public TermListResource(GazetteService gazettes, MeritService merit) {
    this.gazettes = gazettes;
    this.merit = merit;
  }

  @GET
  @Path("gazette")
  @Requires(Permission.TERM_LISTS_READ)
  public Gazette gazette(
      @QueryParam("term") @Nullable String term, @QueryParam("program") @Nullable String program) {
    return gazettes.of(TermChoice.of(term, program));
  }

  @GET
  @Path("merit")
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.TERM_LISTS_READ)
  public Page<MeritRow> merit(
      @QueryParam("term") @Nullable String term,
      @QueryParam("program") @Nullable String program,
      @QueryParam("by") @Nullable String by) {
    return merit.list(
        TermChoice.of(term, program), by == null || by.isBlank() ? BY_CGPA : by.strip());
  }
}
