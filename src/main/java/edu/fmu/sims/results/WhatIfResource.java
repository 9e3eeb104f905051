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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/students/{id}/what-if/}. */
@Path("students/{id}/what-if")
@Produces(MediaType.APPLICATION_JSON)
public final class WhatIfResource {
  private static final String PARAMETER = "grades";
  private static final int LONGEST = 2000;

  private final WhatIfService whatIf;

  public WhatIfResource(WhatIfService whatIf) {
    this.whatIf = whatIf;
  }

  /**
   * The averages with assumed grades.
   *
   * @param grades such as {@code 12:A+,15:B}: the section and the grade that it ends with
   */
  @GET
  @Discloses("record")
  @Requires(Permission.RECORDS_READ)
  public WhatIf get(
      @Context Caller caller,
      @PathParam("id") long id,
      @QueryParam(PARAMETER) @Nullable String grades) {
    return whatIf.of(caller, id, parse(grades));
  }

  static Map<Long, String> parse(@Nullable String raw) {
    Map<Long, String> grades = new HashMap<>();
    if (raw == null || raw.isBlank()) {
      return grades;
    }
    if (raw.length() > LONGEST) {
      throw malformed();
    }
    for (String pair : raw.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 1) {
        throw malformed();
      }
      long section = Numbers.parse(PARAMETER, pair.substring(0, colon).strip());
      grades.put(section, pair.substring(colon + 1).strip());
    }
    return grades;
  }

  private static Problem malformed() {
    return Problem.on(
        ProblemType.MALFORMED_PARAMETER, PARAMETER, "Expected section:grade, as 12:A,15:B.");
  }
}
