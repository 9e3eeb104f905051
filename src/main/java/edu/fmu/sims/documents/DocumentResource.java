package edu.fmu.sims.documents;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/documents/}. */
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DocumentResource {
  private final DocumentService documents;

  public DocumentResource(DocumentService documents) {
    this.documents = documents;
  }

  /**
   * Why a document is revoked.
   *
   * @param reason told to everybody who checks the document
   */
  public record RevokeBody(@NotBlank @Size(max = 255) String reason) {
    @SuppressWarnings("NullAway") // stays null until validation names it
    public RevokeBody(@Nullable String reason) {
      this.reason = reason == null ? null : reason.strip();
    }
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Requires(Permission.DOCUMENTS_READ)
  public Page<DocumentView> list(@Context Caller caller, @Context ListRequest request) {
    return documents.page(caller, request);
  }

  @GET
  @Path("{id}")
  @Requires(Permission.DOCUMENTS_READ)
  public DocumentView get(@Context Caller caller, @PathParam("id") long id, @Context AsOf asOf) {
    return documents.asOf(caller, id, asOf);
  }

  @GET
  @Path("{id}/file")
  @Produces("application/pdf")
  @Requires(Permission.DOCUMENTS_READ)
  @Answers(refusals = 409)
  public Response file(@Context Caller caller, @PathParam("id") long id) {
    IssuedDocument document = documents.download(caller, id);
    return Response.ok(document.file(), "application/pdf")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + document.fileName() + "\"")
        .build();
  }

  @POST
  @Path("{id}/revoke")
  @Requires(Permission.DOCUMENTS_REVOKE)
  public DocumentView revoke(
      @Context Caller caller,
      @PathParam("id") long id,
      Input<RevokeBody> body,
      @Context IfMatch condition) {
    return documents.revoke(caller, id, body.value().reason(), condition);
  }
}
