package edu.fmu.sims.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Upload;
import edu.fmu.sims.web.Versioned;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes routes as operations of the document. */
final class Operations {
  private static final String JSON = "application/json";
  private static final String FORM = "multipart/form-data";

  private final Schemas schemas;
  private final Parameters parameters;

  Operations(Schemas schemas) {
    this.schemas = schemas;
    this.parameters = new Parameters(schemas);
  }

  ObjectNode describe(Route route) {
    ObjectNode operation = Schemas.any();
    operation.put("operationId", id(route));
    operation.putArray("tags").add(tag(route));
    operation.put("summary", summary(route));
    operation.put("description", rights(route.permission()));
    parameters.describe(route, operation.putArray("parameters"));
    body(route, operation);
    ObjectNode responses = operation.putObject("responses");
    success(route, responses);
    problems(route, responses);
    if (route.permission() == null) {
      operation.putArray("security");
    }
    return operation;
  }

  static String tag(Route route) {
    return route.path().split("/")[2];
  }

  private static String id(Route route) {
    String path =
        Arrays.stream(route.path().split("/"))
            .skip(2)
            .map(part -> part.replaceAll("[{}]", "").replace('-', '_'))
            .collect(Collectors.joining("_"));
    return path + "_" + route.method().toLowerCase(Locale.ROOT);
  }

  private static String summary(Route route) {
    String words = route.endpoint().getName().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return tag(route) + ": " + words;
  }

  private static String rights(@Nullable Permission permission) {
    if (permission == null) {
      return "Open to everyone.";
    }
    return "For "
        + Arrays.stream(Role.values())
            .filter(permission::heldBy)
            .map(Role::label)
            .collect(Collectors.joining(", "))
        + ". Which records a caller reaches depends on the role.";
  }

  private void body(Route route, ObjectNode operation) {
    for (Parameter parameter : route.endpoint().getParameters()) {
      boolean file = parameter.getType() == Upload.class;
      boolean entity =
          file
              || Arrays.stream(parameter.getAnnotations())
                  .noneMatch(a -> a.annotationType().getName().startsWith("jakarta.ws.rs."));
      if (!entity) {
        continue;
      }
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      ObjectNode content = body.putObject("content");
      if (parameter.getType() == Input.class) {
        Class<?> type = (Class<?>) argument(parameter.getParameterizedType());
        ObjectNode schema =
            route.method().equals("PATCH") ? schemas.patch(type) : schemas.body(type);
        content.putObject(JSON).set("schema", schema);
        body.put("required", !route.method().equals("DELETE"));
      } else {
        Stream<String> types = consumed(route.endpoint()).stream();
        if (file) {
          types = Stream.concat(Stream.of(FORM), types.filter(t -> !t.equals("*/*")));
        }
        types.distinct().forEach(type -> content.putObject(type).set("schema", upload(type)));
      }
    }
  }

  private static ObjectNode upload(String mediaType) {
    ObjectNode file = Schemas.text().put("contentMediaType", "application/octet-stream");
    if (!mediaType.startsWith("multipart/")) {
      return file;
    }
    ObjectNode form = Schemas.node("object");
    form.putObject("properties").set("file", file);
    form.putArray("required").add("file");
    return form;
  }

  private void success(Route route, ObjectNode responses) {
    Method endpoint = route.endpoint();
    Answers answers = endpoint.getAnnotation(Answers.class);
    Type type = endpoint.getGenericReturnType();
    if (answers != null) {
      ObjectNode response = response(responses, answers.status(), "Done.");
      content(route, response, answers.value().length == 0 ? null : schemas.oneOf(answers.value()));
      if (answers.otherwise().length > 0) {
        content(route, response(responses, 200, "Done."), schemas.oneOf(answers.otherwise()));
      }
    } else if (endpoint.getReturnType() == Response.class) {
      ObjectNode response = response(responses, madeStatus(route), "Made.");
      content(route, response, schemas.answer(made(route)));
    } else if (type == void.class && !produced(endpoint).contains("text/event-stream")) {
      response(responses, 204, "Done; there is nothing to say.");
    } else if (endpoint.getReturnType() == Page.class) {
      ObjectNode response = response(responses, 200, "A page of the list.");
      content(route, response, schemas.page(argument(type)));
    } else {
      ObjectNode response = response(responses, 200, "The answer.");
      if (type instanceof Class<?> raw && Versioned.class.isAssignableFrom(raw)) {
        response
            .putObject("headers")
            .putObject("ETag")
            .put("description", "The version, for If-Match.")
            .set("schema", Schemas.text());
      }
      content(route, response, type == void.class ? Schemas.text() : schemas.answer(type));
      if (type == void.class) {
        response(responses, 204, "The end was told before: do not come back.");
      }
    }
  }

  private static int madeStatus(Route route) {
    if (!route.method().equals("POST")) {
      throw new IllegalStateException(route.endpoint() + " needs @Answers");
    }
    return 201;
  }

  /** What a POST without {@link Answers} makes: what its resource's {@code get} gives. */
  private static Type made(Route route) {
    return Arrays.stream(route.resource().getClass().getMethods())
        .filter(method -> method.getName().equals("get"))
        .map(Method::getGenericReturnType)
        .filter(type -> type != Response.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(route.endpoint() + " needs @Answers"));
  }

  private static void content(Route route, ObjectNode response, @Nullable ObjectNode schema) {
    ObjectNode content = response.putObject("content");
    for (String type : produced(route.endpoint())) {
      boolean json = type.endsWith("json");
      content
          .putObject(type)
          .set(
              "schema",
              json && schema != null ? schema : Schemas.text().put("contentMediaType", type));
    }
  }

  /** Every refusal that can meet a caller of this route. */
  private static void problems(Route route, ObjectNode responses) {
    SortedSet<Integer> statuses = new TreeSet<>(List.of(400, 406, 429, 503));
    boolean write = !route.method().equals("GET");
    boolean body =
        has(route, Input.class)
            || has(route, Upload.class)
            || route.endpoint().isAnnotationPresent(Consumes.class);
    if (route.permission() != null) {
      statuses.add(401);
      statuses.add(403);
    }
    if (tag(route).equals("auth")) {
      statuses.add(401);
    }
    if (route.path().contains("{") || has(route, ListRequest.class) || write || hasQuery(route)) {
      statuses.add(404);
    }
    if (write) {
      statuses.add(409);
    }
    if (body || write) {
      statuses.add(413);
      statuses.add(415);
    }
    if (has(route, IfMatch.class)) {
      statuses.add(412);
    }
    Answers answers = route.endpoint().getAnnotation(Answers.class);
    if (answers != null) {
      Arrays.stream(answers.refusals()).forEach(statuses::add);
    }
    statuses.forEach(
        status ->
            responses
                .putObject(String.valueOf(status))
                .put("$ref", "#/components/responses/Problem" + status));
  }

  private static boolean hasQuery(Route route) {
    return Arrays.stream(route.endpoint().getParameters())
        .anyMatch(p -> p.isAnnotationPresent(QueryParam.class));
  }

  private static boolean has(Route route, Class<?> parameter) {
    return Arrays.stream(route.endpoint().getParameterTypes()).anyMatch(parameter::equals);
  }

  private static ObjectNode response(ObjectNode responses, int status, String description) {
    return responses.putObject(String.valueOf(status)).put("description", description);
  }

  private static List<String> produced(Method endpoint) {
    Produces own = endpoint.getAnnotation(Produces.class);
    Produces all = endpoint.getDeclaringClass().getAnnotation(Produces.class);
    return own != null ? types(own.value()) : all != null ? types(all.value()) : List.of(JSON);
  }

  private static List<String> consumed(Method endpoint) {
    Consumes own = endpoint.getAnnotation(Consumes.class);
    Consumes all = endpoint.getDeclaringClass().getAnnotation(Consumes.class);
    return own != null ? types(own.value()) : all != null ? types(all.value()) : List.of(JSON);
  }

  private static List<String> types(String[] values) {
    return Stream.of(values).flatMap(v -> Stream.of(v.split(","))).map(String::strip).toList();
  }

  private static Type argument(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }
}
