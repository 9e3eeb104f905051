package edu.fmu.sims.assessments;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/sections/{id}/final-grades/}. */
@Path("sections/{id}/final-grades")
@Produces(MediaType.APPLICATION_JSON)
public final class FinalGradeResource {
  private final FinalGradeService grades;

  public FinalGradeResource(FinalGradeService grades) {
    this.grades = grades;
  }

  @GET
  @Requires(Permission.GRADEBOOK_READ)
  public List<FinalGrade> list(@Context Caller caller, @PathParam("id") long id) {
    return grades.of(caller, id);
  }
}
