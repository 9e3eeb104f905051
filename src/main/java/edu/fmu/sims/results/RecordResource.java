package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.Numbers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /api/students/{id}/record/}. */
@Path("students/{id}/record")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {
  private final RecordService records;

  public RecordResource(RecordService records) {
    this.records = records;
  }

  @GET
  @Discloses("record")
  @Requires(Permission.RECORDS_READ)
  public AcademicRecord get(
      @Context Caller caller,
      @PathParam("id") long id,
      @Context AsOf asOf,
      @QueryParam("explain") @Nullable String explain) {
    Instant at = asOf.at();
    if (explain != null && !explain.isBlank() && Numbers.parseBoolean("explain", explain.strip())) {
      return records.explained(caller, id, at);
    }
    return at == null ? records.of(caller, id) : records.asOf(caller, id, at);
  }
}
