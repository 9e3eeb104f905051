package edu.fmu.sims.personaldata;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/students/{id}/export/}. */
@Path("students/{id}/export")
@Produces(MediaType.APPLICATION_JSON)
public final class PersonalDataResource {
  private final PersonalDataService personalData;

  public PersonalDataResource(PersonalDataService personalData) {
    this.personalData = personalData;
  }

  @GET
  @Discloses("all personal data")
  @Requires(Permission.PERSONAL_DATA_READ)
  public PersonalData export(@Context Caller caller, @PathParam("id") long id) {
    return personalData.of(caller, id);
  }
}
