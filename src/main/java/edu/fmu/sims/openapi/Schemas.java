package edu.fmu.sims.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.Choices;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.RowList;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of the records that are read and written, as Jackson names their fields and Jakarta
 * Validation bounds them; each named type once, under {@code components/schemas}.
 */
final class Schemas {
  private static final String REF = "#/components/schemas/";
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private final Map<String, ObjectNode> components = new TreeMap<>();

  /** Every schema that was referred to, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  /** What a reference leads to; any other schema itself. */
  JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty()
        ? schema
        : components.getOrDefault(reference.replace(REF, ""), any());
  }

  /** The schema of a type as answers hold it: every field is there but those left out when null. */
  ObjectNode answer(Type type) {
    JavaType java = Json.MAPPER.constructType(type);
    Class<?> raw = java.getRawClass();
    ObjectNode simple = simple(raw);
    if (simple != null) {
      return simple;
    }
    if (java.isCollectionLikeType() || java.isArrayType()) {
      return node("array").set("items", answer(java.getContentType()));
    }
    if (java.isMapLikeType()) {
      return node("object").set("additionalProperties", answer(java.getContentType()));
    }
    if (raw.isSealed()) {
      return oneOf(raw.getPermittedSubclasses());
    }
    return raw.isRecord() ? named(name(raw), () -> answerRecord(raw)) : any();
  }

  /** One of several types. */
  ObjectNode oneOf(Class<?>... types) {
    if (types.length == 1) {
      return answer(types[0]);
    }
    ObjectNode schema = any();
    ArrayNode choices = schema.putArray("oneOf");
    Arrays.stream(types).map(this::answer).forEach(choices::add);
    return schema;
  }

  /** The schema of a body: fields may be left out when the record has a default for them. */
  ObjectNode body(Class<?> type) {
    return named(name(type), () -> bodyRecord(type, true));
  }

  /** The schema of a partial body: any field may be left out. */
  ObjectNode patch(Class<?> type) {
    return named("Patched" + name(type), () -> bodyRecord(type, false));
  }

  /** A page of rows. */
  ObjectNode page(Type row) {
    ObjectNode rows = answer(row);
    String name = rows.path("$ref").asText().replace(REF, "") + "Page";
    return named(
        name,
        () -> {
          ObjectNode schema = node("object");
          ObjectNode fields = schema.putObject("properties");
          fields.set("count", nullable(integer().put("minimum", 0)));
          fields.set("next", nullable(text().put("format", "uri")));
          fields.set("previous", nullable(text().put("format", "uri")));
          fields.set("next_cursor", nullable(text()));
          fields.set("results", node("array").<ObjectNode>set("items", rows));
          return require(schema);
        });
  }

  private ObjectNode answerRecord(Class<?> type) {
    ObjectNode schema = node("object");
    ObjectNode fields = schema.putObject("properties");
    for (BeanPropertyDefinition property :
        Json.MAPPER
            .getSerializationConfig()
            .introspect(Json.MAPPER.constructType(type))
            .findProperties()) {
      RecordComponent component = component(type, property.getInternalName());
      if (component == null) {
        continue;
      }
      ObjectNode field = answer(component.getGenericType());
      Examples.of(property.getName()).ifPresent(e -> field.putArray("examples").addPOJO(e));
      choices(field, component.getAnnotation(Choices.class));
      fields.set(property.getName(), isNullable(component) ? nullable(field) : field);
    }
    require(schema);
    for (RecordComponent component : type.getRecordComponents()) {
      if (isLeftOutWhenNull(component)) {
        leaveOut(schema, NAMES.translate(component.getName()));
      }
    }
    return schema;
  }

  private static boolean isLeftOutWhenNull(RecordComponent component) {
    JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
    return include != null && include.value() == JsonInclude.Include.NON_NULL;
  }

  private static void leaveOut(ObjectNode schema, String name) {
    ArrayNode required = schema.putArray("required");
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!field.equals(name)) {
                required.add(field);
              }
            });
  }

  private ObjectNode bodyRecord(Class<?> type, boolean whole) {
    ObjectNode schema = node("object");
    ObjectNode fields = schema.putObject("properties");
    ArrayNode required = Json.MAPPER.createArrayNode();
    JsonNode defaults = Json.MAPPER.valueToTree(empty(type));
    for (RecordComponent component : type.getRecordComponents()) {
      String name = NAMES.translate(component.getName());
      ObjectNode field = bodyField(component);
      AnnotatedElement rules = rules(type, component);
      JsonNode fallback = defaults == null ? null : defaults.get(name);
      boolean isRequired =
          rules.isAnnotationPresent(NotNull.class) && (fallback == null || fallback.isNull());
      if (isRequired && whole) {
        required.add(name);
      }
      constrain(field, rules);
      choices(field, rules.getAnnotation(Choices.class));
      Examples.of(name).ifPresent(e -> field.putArray("examples").addPOJO(e));
      fields.set(name, rules.isAnnotationPresent(NotNull.class) ? field : nullable(field));
      if (name.contains("password")) {
        field.put("format", "password").put("writeOnly", true);
      }
    }
    RowList rows = type.getAnnotation(RowList.class);
    if (rows != null) {
      ObjectNode list = node("array").put("minItems", 1);
      fields.set(rows.field(), list.set("items", bodyRecord(rows.of(), whole)));
      required.add(rows.field());
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private ObjectNode bodyField(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    if (type instanceof AnnotatedParameterizedType list
        && Collection.class.isAssignableFrom(component.getType())
        && list.getAnnotatedActualTypeArguments()[0].getType() instanceof Class<?> item
        && item.isRecord()) {
      return node("array").set("items", body(item));
    }
    return component.getType().isRecord()
        ? body(component.getType())
        : answer(component.getGenericType());
  }

  /** The record made of nothing: what it then holds are its defaults. */
  private static @Nullable Object empty(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(new @Nullable Object[components.length]);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return null; // it cannot be made of nothing, so it has no defaults
    }
  }

  private static void constrain(ObjectNode field, AnnotatedElement rules) {
    Size size = rules.getAnnotation(Size.class);
    if (size != null) {
      boolean list = field.path("type").asText().equals("array");
      if (size.min() > 0) {
        field.put(list ? "minItems" : "minLength", size.min());
      }
      if (size.max() < Integer.MAX_VALUE) {
        field.put(list ? "maxItems" : "maxLength", size.max());
      }
    }
    if (rules.isAnnotationPresent(NotBlank.class) && !field.has("minLength")) {
      field.put("minLength", 1);
    }
    if (rules.isAnnotationPresent(NotEmpty.class)) {
      field.put("minItems", 1);
    }
    if (rules.isAnnotationPresent(Email.class)) {
      field.put("format", "email");
    }
    Pattern pattern = rules.getAnnotation(Pattern.class);
    if (pattern != null) {
      choices(field, pattern.regexp());
    }
    bound(field, rules);
  }

  private static void bound(ObjectNode field, AnnotatedElement rules) {
    Min min = rules.getAnnotation(Min.class);
    Max max = rules.getAnnotation(Max.class);
    DecimalMin least = rules.getAnnotation(DecimalMin.class);
    DecimalMax most = rules.getAnnotation(DecimalMax.class);
    if (min != null) {
      field.put("minimum", min.value());
    }
    if (max != null) {
      field.put("maximum", max.value());
    }
    if (least != null) {
      field.put(least.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(least.value()));
    }
    if (most != null) {
      field.put(most.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(most.value()));
    }
    if (rules.isAnnotationPresent(Positive.class)) {
      field.put("exclusiveMinimum", 0);
    }
    if (rules.isAnnotationPresent(PositiveOrZero.class)) {
      field.put("minimum", 0);
    }
  }

  /** A pattern of plain alternatives is a list of choices. */
  private static void choices(ObjectNode field, String pattern) {
    if (pattern.matches("[A-Za-z_|]+")) {
      ArrayNode choices = field.putArray("enum");
      Arrays.stream(pattern.split("\\|")).forEach(choices::add);
    } else {
      field.put("pattern", "^(?:" + pattern + ")$");
    }
  }

  private static void choices(ObjectNode field, @Nullable Choices choices) {
    if (choices != null) {
      ArrayNode all = field.putArray("enum");
      Arrays.stream(choices.value()).forEach(all::add);
    }
  }

  private static @Nullable ObjectNode simple(Class<?> raw) {
    if (raw == String.class) {
      return text();
    }
    if (raw == long.class || raw == Long.class) {
      return integer().put("format", "int64");
    }
    if (raw == int.class || raw == Integer.class || raw == short.class) {
      return integer().put("format", "int32");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return node("boolean");
    }
    if (Number.class.isAssignableFrom(raw) || raw == double.class) {
      return node("number");
    }
    if (raw == LocalDate.class) {
      return text().put("format", "date");
    }
    if (raw == Instant.class) {
      return text().put("format", "date-time");
    }
    if (raw == UUID.class) {
      return text().put("format", "uuid");
    }
    if (raw.isEnum()) {
      ObjectNode schema = text();
      ArrayNode choices = schema.putArray("enum");
      Arrays.stream(raw.getEnumConstants())
          .forEach(constant -> choices.add(Json.MAPPER.convertValue(constant, String.class)));
      return schema;
    }
    return raw == Object.class || JsonNode.class.isAssignableFrom(raw) ? any() : null;
  }

  /** Puts the schema under its name the first time, and refers to it. */
  private ObjectNode named(String name, Supplier<ObjectNode> schema) {
    if (!components.containsKey(name)) {
      components.put(name, any()); // so that a type that holds itself ends
      components.put(name, schema.get());
    }
    return any().put("$ref", REF + name);
  }

  /** The type's name as readers of the document know it. */
  static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String prefix =
        outer == null
            ? ""
            : outer.getSimpleName().replaceFirst("(Resource|Service|View|Body)$", "");
    return prefix + type.getSimpleName().replaceFirst("View$", "");
  }

  /** Constraints stand on the field that belongs to the component. */
  private static AnnotatedElement rules(Class<?> type, RecordComponent component) {
    try {
      return type.getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable RecordComponent component(Class<?> type, String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(c -> c.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static ObjectNode nullable(ObjectNode schema) {
    JsonNode type = schema.get("type");
    if (type != null && type.isTextual()) {
      schema.putArray("type").add(type.textValue()).add("null");
      if (schema.get("enum") instanceof ArrayNode choices) {
        choices.addNull();
      }
      return schema;
    }
    if (schema.has("$ref")) {
      ObjectNode either = any();
      either.putArray("oneOf").add(schema).add(node("null"));
      return either;
    }
    return schema;
  }

  private static ObjectNode require(ObjectNode schema) {
    ArrayNode required = schema.putArray("required");
    schema.path("properties").fieldNames().forEachRemaining(required::add);
    return schema;
  }

  static ObjectNode text() {
    return node("string");
  }

  static ObjectNode integer() {
    return node("integer");
  }

  static ObjectNode any() {
    return Json.MAPPER.createObjectNode();
  }

  static ObjectNode node(String type) {
    return any().put("type", type);
  }
}
