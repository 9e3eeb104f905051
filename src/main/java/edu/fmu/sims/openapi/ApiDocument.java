package edu.fmu.sims.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.ProblemBody;
import edu.fmu.sims.web.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document, made from the resources that serve the API. */
public final class ApiDocument {
  private ApiDocument() {}

  /** The document of these routes. */
  public static ObjectNode of(List<Route> routes) {
    ObjectNode document = Schemas.any().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "SIMS")
        .put("version", "1.0")
        .put(
            "description", "Student information management: students, sections, results, records.");
    document.putArray("servers").addObject().put("url", "/");
    document.putArray("security").addObject().putArray("bearer");
    Schemas schemas = new Schemas();
    Operations operations = new Operations(schemas);
    ObjectNode paths = Schemas.any();
    for (Route route : routes) {
      ObjectNode path =
          paths.has(route.path())
              ? (ObjectNode) paths.get(route.path())
              : paths.putObject(route.path());
      path.set(route.method().toLowerCase(Locale.ROOT), operations.describe(route));
    }
    tags(document, routes);
    document.set("paths", paths);
    components(document.putObject("components"), schemas);
    new Samples(document).addToOperations();
    return document;
  }

  private static void tags(ObjectNode document, List<Route> routes) {
    var tags = document.putArray("tags");
    routes.stream()
        .map(Operations::tag)
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(tag -> tags.addObject().put("name", tag));
  }

  private static void components(ObjectNode components, Schemas schemas) {
    ObjectNode problem = schemas.answer(ProblemBody.class);
    ObjectNode responses = components.putObject("responses");
    Arrays.stream(ProblemType.values())
        .map(ProblemType::status)
        .distinct()
        .sorted()
        .forEach(status -> responses.set("Problem" + status, response(status, problem)));
    ObjectNode all = components.putObject("schemas");
    schemas.components().forEach(all::set);
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
  }

  private static ObjectNode response(int status, ObjectNode problem) {
    List<ProblemType> types =
        Arrays.stream(ProblemType.values()).filter(type -> type.status() == status).toList();
    ObjectNode response =
        Schemas.any()
            .put(
                "description",
                types.stream().map(ProblemType::message).collect(Collectors.joining(" Or: ")));
    if (status == 429 || status == 503) {
      response
          .putObject("headers")
          .putObject("Retry-After")
          .put("description", "Seconds to wait.")
          .set("schema", Schemas.integer());
    }
    response
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", problem.deepCopy());
    return response;
  }
}
