package edu.fmu.sims.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.ListRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Describes what a route takes in its path, query and headers. */
final class Parameters {
  /** Read as text, so that a refusal can name them; what they hold is this. */
  private static final Map<String, Filter.Form> FORMS =
      Map.of(
          "student_id", Filter.Form.INTEGER,
          "section_id", Filter.Form.INTEGER,
          "threshold", Filter.Form.DECIMAL,
          "date", Filter.Form.DATE);

  private static final Map<String, String> MEANINGS =
      Map.of(
          "threshold", "The least percentage that makes eligible; 75 when absent.",
          "date", "The day; today when absent.",
          "as_of", "An instant in the past: the answer is as it stood then.",
          "q", "Words, every one of which must be found.",
          "reason", "Why a record of a past day is removed.");

  private final Schemas schemas;

  Parameters(Schemas schemas) {
    this.schemas = schemas;
  }

  void describe(Route route, ArrayNode parameters) {
    for (Parameter parameter : route.endpoint().getParameters()) {
      PathParam path = parameter.getAnnotation(PathParam.class);
      QueryParam query = parameter.getAnnotation(QueryParam.class);
      HeaderParam header = parameter.getAnnotation(HeaderParam.class);
      if (path != null) {
        ObjectNode schema = schemas.answer(parameter.getType());
        if (schema.path("type").asText().equals("integer")) {
          schema.put("minimum", 1);
        }
        parameters.add(parameter("path", path.value(), schema, "").put("required", true));
      } else if (query != null) {
        String name = query.value();
        Filter.Form form = FORMS.get(name);
        ObjectNode schema = form == null ? schemas.answer(parameter.getType()) : form(form);
        if (name.equals("as_of")) {
          schema.put("format", "date-time");
        }
        parameters.add(parameter("query", name, schema, MEANINGS.getOrDefault(name, "")));
      } else if (header != null) {
        parameters.add(parameter("header", header.value(), Schemas.text(), ""));
      } else if (parameter.getType() == IfMatch.class) {
        parameters.add(
            parameter(
                "header",
                "If-Match",
                Schemas.text(),
                "The ETag of the version that is to be changed."));
      } else if (parameter.getType() == AsOf.class) {
        ObjectNode moment = Schemas.text().put("format", "date-time");
        parameters.add(parameter("query", "as_of", moment, MEANINGS.getOrDefault("as_of", "")));
      } else if (parameter.getType() == ListRequest.class) {
        list(route, parameters);
      }
    }
  }

  private void list(Route route, ArrayNode parameters) {
    parameters.add(
        query(
            "page",
            Schemas.integer().put("minimum", 1).put("default", 1),
            "The page, from 1; 404 beyond the last."));
    parameters.add(
        query(
            "page_size",
            Schemas.integer().put("minimum", 1).put("maximum", 100).put("default", 50),
            "Rows on a page; more than 100 counts as 100."));
    parameters.add(
        query(
            "cursor",
            Schemas.text(),
            "The next_cursor of the answer before: the walk goes on there."));
    parameters.add(
        query(
            "count",
            Schemas.node("boolean").put("default", true),
            "false leaves the count out, which makes the answer cheaper."));
    Class<?> row = row(route.endpoint());
    if (isExported(route.endpoint())) {
      parameters.add(
          query(
              "columns",
              Schemas.text(),
              "Comma-separated, for text/csv alone: the columns, in that order; all when absent."));
    }
    Listing<?> listing = Listings.behind(route.resource(), row).orElse(null);
    if (listing == null) {
      return;
    }
    if (listing.isSearchable()) {
      parameters.add(
          query("search", Schemas.text(), "Every word must be found, whatever its case."));
    }
    parameters.add(
        query(
            "ordering",
            Schemas.text(),
            "Comma-separated, - for descending, unknown names ignored: "
                + String.join(", ", new TreeSet<>(listing.orderingNames()))
                + "."));
    new TreeMap<>(listing.filters())
        .forEach(
            (name, filter) ->
                parameters.add(query(name, filter(name, filter.form(), row), meaning(filter))));
  }

  /** A text that is a choice in the rows is the same choice as a filter. */
  private ObjectNode filter(String name, Filter.Form form, Class<?> row) {
    JsonNode field = schemas.resolved(schemas.answer(row)).path("properties").path(name);
    return form == Filter.Form.TEXT && field.has("enum")
        ? Schemas.text().set("enum", field.get("enum").deepCopy())
        : form(form);
  }

  private static String meaning(Filter filter) {
    return switch (filter.form()) {
      case MOMENT -> "A day of the institution as YYYY-MM-DD, or an instant.";
      case ID_OR_NAME -> "The id, or the name whatever its case.";
      default -> "Only rows with this value; one that no row has gives none.";
    };
  }

  private static ObjectNode form(Filter.Form form) {
    return switch (form) {
      case INTEGER -> Schemas.integer().put("format", "int64");
      case DECIMAL -> Schemas.node("number");
      case FLAG -> Schemas.node("boolean");
      case DATE -> Schemas.text().put("format", "date");
      case MOMENT -> {
        ObjectNode moment = Schemas.any();
        moment
            .putArray("anyOf")
            .add(Schemas.text().put("format", "date-time"))
            .add(Schemas.text().put("format", "date"));
        yield moment;
      }
      case ID_OR_NAME -> {
        ObjectNode either = Schemas.any();
        either.putArray("anyOf").add(Schemas.integer()).add(Schemas.text());
        yield either;
      }
      case TEXT -> Schemas.text();
    };
  }

  private static ObjectNode query(String name, ObjectNode schema, String meaning) {
    return parameter("query", name, schema, meaning);
  }

  private static ObjectNode parameter(String in, String name, ObjectNode schema, String meaning) {
    ObjectNode parameter = Schemas.any().put("name", name).put("in", in);
    if (!meaning.isEmpty()) {
      parameter.put("description", meaning);
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private static boolean isExported(Method endpoint) {
    Produces produces = endpoint.getAnnotation(Produces.class);
    return produces != null && List.of(produces.value()).contains("text/csv");
  }

  private static Class<?> row(Method endpoint) {
    return endpoint.getGenericReturnType() instanceof ParameterizedType generic
            && generic.getActualTypeArguments()[0] instanceof Class<?> row
        ? row
        : Object.class;
  }
}
