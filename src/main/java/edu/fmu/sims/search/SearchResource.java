package edu.fmu.sims.search;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/search/}. */
@Path("search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
  private final SearchService search;

  public SearchResource(SearchService search) {
    this.search = search;
  }

  @GET
  @Requires(Permission.STUDENTS_READ)
  public SearchView find(@Context Caller caller, @QueryParam("q") @DefaultValue("") String words) {
    return search.find(caller, words);
  }
}
