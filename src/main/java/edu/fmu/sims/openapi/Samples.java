package edu.fmu.sims.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A whole example body for every JSON schema of the document, made of its fields' examples. */
final class Samples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEPTH = 16;

  private final ObjectNode document;

  Samples(ObjectNode document) {
    this.document = document;
  }

  /** Puts an example beside every JSON schema of a body and of a success. */
  void addToOperations() {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        add(operation.path("requestBody").path("content"));
        operation
            .path("responses")
            .properties()
            .forEach(
                response -> {
                  if (response.getKey().startsWith("2")) {
                    add(response.getValue().path("content"));
                  }
                });
      }
    }
  }

  private void add(JsonNode content) {
    content
        .properties()
        .forEach(
            type -> {
              if (type.getKey().endsWith("json") && type.getValue() instanceof ObjectNode media) {
                media.set("example", sample(media.path("schema"), DEPTH));
              }
            });
  }

  private JsonNode sample(JsonNode raw, int depth) {
    JsonNode schema =
        raw.has("$ref") ? document.at(raw.path("$ref").textValue().substring(1)) : raw;
    if (depth == 0) {
      return NODES.nullNode();
    }
    for (String choices : new String[] {"examples", "enum"}) {
      if (schema.path(choices).has(0)) {
        return schema.path(choices).get(0).deepCopy();
      }
    }
    for (String choices : new String[] {"oneOf", "anyOf"}) {
      if (schema.path(choices).has(0)) {
        return sample(schema.path(choices).get(0), depth - 1);
      }
    }
    JsonNode type = schema.path("type");
    return switch ((type.isArray() ? type.path(0) : type).asText()) {
      case "object" -> object(schema, depth);
      case "array" -> list(schema, depth);
      case "boolean" -> NODES.booleanNode(true);
      case "integer" -> NODES.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
      case "number" -> NODES.numberNode(BigDecimal.TEN);
      case "string" -> NODES.textNode(text(schema));
      default -> NODES.objectNode();
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(field -> object.set(field.getKey(), sample(field.getValue(), depth - 1)));
    if (schema.path("additionalProperties").isObject()) {
      object.set("name", sample(schema.path("additionalProperties"), depth - 1));
    }
    return object;
  }

  private ArrayNode list(JsonNode schema, int depth) {
    return NODES.arrayNode().add(sample(schema.path("items"), depth - 1));
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date" -> "2026-09-14";
      case "date-time" -> "2026-09-14T08:30:00Z";
      case "uuid" -> "0198c1de-7a52-7c3e-9f00-3f6a2b9d1e07";
      case "uri" -> "https://sims.example/api/";
      case "email" -> "ayesha@fmu.example";
      case "password" -> "seven quiet rivers at dawn";
      default -> schema.path("maxLength").asInt(Integer.MAX_VALUE) < 4 ? "" : "text";
    };
  }
}
