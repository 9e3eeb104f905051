package edu.fmu.sims.letters;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/letter-templates/}. */
@Path("letter-templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LetterTemplateResource {
  private final LetterTemplateService templates;

  public LetterTemplateResource(LetterTemplateService templates) {
    this.templates = templates;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.LETTER_TEMPLATES_READ)
  public Page<LetterTemplateView> list(@Context ListRequest request) {
    return templates.page(request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.LETTER_TEMPLATES_READ)
  public LetterTemplateView get(@PathParam("id") long id) {
    return templates.get(id);
  }

  /** The next version of a type; it takes over at once. */
  @POST
  @Requires(Permission.LETTER_TEMPLATES_WRITE)
  public Response create(@Context Caller caller, Input<LetterTemplateBody> body) {
    return Response.status(Response.Status.CREATED)
        .entity(templates.create(caller, body.value()))
        .build();
  }
}
