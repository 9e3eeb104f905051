package edu.fmu.sims.imports;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import edu.fmu.sims.imports.ImportService.Checked;
import edu.fmu.sims.imports.ImportService.Enqueued;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /api/imports/}. */
@Path("imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
  private static final String CSV = "text/csv";

  private final ImportService imports;

  public ImportResource(ImportService imports) {
    this.imports = imports;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Requires(Permission.IMPORTS)
  public Page<ImportView> list(@Context Caller caller, @Context ListRequest request) {
    return imports.page(caller, request);
  }

  @GET
  @Path("{key}")
  @Requires(Permission.IMPORTS)
  public Detail get(@Context Caller caller, @PathParam("key") long id) {
    return imports.get(caller, id);
  }

  /**
   * With {@code dry_run=true} tells what the file would do; else leaves it to a job.
   *
   * <p>Shares its path's template with {@link #get}: two templates of one shape would be the same
   * path to a reader of the API document.
   */
  @POST
  @Path("{key}")
  @Consumes(MediaType.WILDCARD)
  @Requires(Permission.IMPORTS)
  @Answers(value = Enqueued.class, status = 202, otherwise = Checked.class)
  public Response send(
      @Context Caller caller,
      @PathParam("key") String kind,
      @QueryParam("dry_run") @Nullable String dryRun,
      @Context Upload file) {
    ImportKind named = kind(kind);
    return isDry(dryRun)
        ? Response.ok(imports.check(caller, named, file.ofForm())).build()
        : Response.accepted(imports.enqueue(caller, named, file.ofForm())).build();
  }

  /** The heads of a file of that kind, and an example. */
  @GET
  @Path("{kind: [a-z]+}/template")
  @Produces(CSV)
  @Requires(Permission.IMPORTS)
  @Answers
  public Response template(@PathParam("kind") String kind) {
    ImportKind named = kind(kind);
    return file(String.join("\r\n", named.template()) + "\r\n", named.label() + "_template.csv");
  }

  /** Takes an applied import back. */
  @POST
  @Path("{id: \\d+}/undo")
  @Requires(Permission.IMPORTS)
  @Answers(Detail.class)
  public Detail undo(@Context Caller caller, @PathParam("id") long id) {
    return imports.undo(caller, id);
  }

  /** The rows at fault as CSV, with their messages. */
  @GET
  @Path("{id: \\d+}/rejects")
  @Produces(CSV)
  @Requires(Permission.IMPORTS)
  @Answers
  public Response rejects(@Context Caller caller, @PathParam("id") long id) {
    return file(imports.rejects(caller, id), "import_" + id + "_rejects.csv");
  }

  private static Response file(String csv, String name) {
    return Response.ok(csv.getBytes(StandardCharsets.UTF_8))
        .type(CSV + ";charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }

  private static ImportKind kind(String name) {
    return ImportKind.of(name).orElseThrow(() -> Problem.notFound("Kind of import"));
  }

  private static boolean isDry(@Nullable String dryRun) {
    return switch (dryRun == null ? "" : dryRun.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "", "false", "0" -> false;
      default ->
          throw Problem.on(ProblemType.MALFORMED_PARAMETER, "dry_run", "Must be true or false.");
    };
  }
}
