package edu.fmu.sims.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/schema/}, and its browsers {@code /api/docs/} and {@code /api/redoc/}. */
@Path("")
public final class SchemaResource {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String UI = "META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");

  /** Nothing from elsewhere, and no script in the page itself. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>SIMS API</title>
      <link rel="icon" href="/api/docs/favicon-32x32.png">
      <link rel="stylesheet" href="/api/docs/swagger-ui.css">
      </head>
      <body>
      <div id="swagger-ui"></div>
      <script src="/api/docs/swagger-ui-bundle.js"></script>
      <script src="/api/docs/start.js"></script>
      </body>
      </html>
      """;

  private static final String START =
      """
      window.ui = SwaggerUIBundle({
        url: "/api/schema/",
        dom_id: "#swagger-ui",
        validatorUrl: null,
        deepLinking: true
      });
      """;

  private final Supplier<ObjectNode> document;
  private volatile @Nullable ObjectNode made;

  private SchemaResource(Supplier<ObjectNode> document) {
    this.document = document;
  }

  /** These resources and, as the last, the one that documents all of them. */
  public static List<Object> documented(List<Object> resources) {
    List<Object> all = new ArrayList<>(resources);
    all.add(new SchemaResource(() -> ApiDocument.of(Route.of(all))));
    return List.copyOf(all);
  }

  @GET
  @Path("schema")
  @Produces({"application/json", "application/yaml", "application/vnd.oai.openapi"})
  @Anonymous
  @Answers(Object.class)
  public Response schema(
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept,
      @QueryParam("format") @Nullable String format) {
    boolean yaml =
        format == null
            ? accept != null && (accept.startsWith("application/yaml") || accept.contains("oai"))
            : format.equals("yaml");
    return yaml
        ? Response.ok(yaml(document()), "application/yaml").build()
        : Response.ok(document(), "application/json").build();
  }

  @GET
  @Path("docs")
  @Produces("text/html")
  @Anonymous
  @Answers
  public Response docs() {
    return page(PAGE, POLICY);
  }

  @GET
  @Path("docs/{file}")
  @Produces({"text/css", "text/javascript", "image/png"})
  @Anonymous
  @Answers
  public Response file(@PathParam("file") String file) {
    if (file.equals("start.js")) {
      return Response.ok(START, "text/javascript; charset=utf-8").build();
    }
    String type = FILES.get(file);
    if (type == null) {
      throw Problem.notFound("File");
    }
    return Response.ok(read(UI + file), type).build();
  }

  @GET
  @Path("redoc")
  @Produces("text/html")
  @Anonymous
  @Answers
  public Response redoc() {
    return page(ReferencePage.of(document()), ReferencePage.POLICY);
  }

  private ObjectNode document() {
    ObjectNode ready = made;
    if (ready == null) {
      ready = document.get();
      made = ready;
    }
    return ready;
  }

  private static Response page(String html, String policy) {
    return Response.ok(html, HTML).header("Content-Security-Policy", policy).build();
  }

  private static String yaml(ObjectNode document) {
    try {
      return new YAMLMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(String resource) {
    try (InputStream file = SchemaResource.class.getClassLoader().getResourceAsStream(resource)) {
      if (file == null) {
        throw new NoSuchElementException(resource);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
