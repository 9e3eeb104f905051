package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** {@code /api/students/{id}/record/}. */
@Path("students/{id}/record")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {
  /** Instants that both Java and PostgreSQL can hold. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

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
      @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("explain") @Nullable String explain) {
    Instant at = asOf == null || asOf.isBlank() ? null : instant(asOf.strip());
    if (explain != null && !explain.isBlank() && Numbers.parseBoolean("explain", explain.strip())) {
      return records.explained(caller, id, at);
    }
    return at == null ? records.of(caller, id) : records.asOf(caller, id, at);
  }

  private static Instant instant(String raw) {
    try {
      Instant at = OffsetDateTime.parse(raw).toInstant();
      if (!at.isBefore(EARLIEST) && !at.isAfter(LATEST)) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw Problem.on(
        ProblemType.MALFORMED_PARAMETER, "as_of", "Expected an instant as YYYY-MM-DDThh:mm:ssZ.");
  }
}
