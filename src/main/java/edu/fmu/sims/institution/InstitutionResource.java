package edu.fmu.sims.institution;

import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/institution/}. */
@Path("institution")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InstitutionResource {
  private final InstitutionService institution;

  public InstitutionResource(InstitutionService institution) {
    this.institution = institution;
  }

  @GET
  @Anonymous
  public InstitutionView get() {
    return institution.current();
  }

  @PATCH
  @Requires(Permission.INSTITUTION_WRITE)
  public InstitutionView patch(
      @Context Caller caller, Input<InstitutionBody> body, @Context IfMatch condition) {
    return institution.change(caller, body, condition);
  }
}
