package edu.fmu.sims.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON object into a record, field by field, so that one answer names every field at fault
 * and not just the first. Types are checked here, rules by Jakarta Validation on the record.
 */
public final class RecordReader {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();
  private static final Pattern WHOLE = Pattern.compile("^(-?[0-9]{1,15})(?:\\.0{1,15})?$");
  private static final String REQUIRED = "This field is required.";

  private final Validator validator;
  private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

  public RecordReader() {
    this.validator =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
  }

  private record Field(String name, RecordComponent component, JavaType type) {}

  private record Shape(List<Field> fields, Constructor<?> constructor) {}

  /**
   * The object as a valid record of that type.
   *
   * @throws Problem 400 with every field at fault
   */
  public <R extends Record> R read(ObjectNode body, Class<R> type) {
    Shape shape = shapes.computeIfAbsent(type, RecordReader::shapeOf);
    Map<String, List<String>> faults = new LinkedHashMap<>();
    Set<String> refused = new HashSet<>();
    @Nullable Object[] values = new Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = shape.fields().get(i);
      int before = faults.size();
      values[i] = value(field, body, faults);
      if (faults.size() > before) {
        refused.add(field.name());
      }
    }
    R result = construct(type, shape, values);
    for (ConstraintViolation<R> violation : validator.validate(result)) {
      String path = NAMES.translate(violation.getPropertyPath().toString());
      String field = path.split("[.\\[]", 2)[0];
      if (refused.contains(field)) {
        continue; // what stands in the record instead of the refused value is not the client's
      }
      boolean missing =
          violation.getInvalidValue() == null && !body.has(field) && isField(shape, field);
      List<String> messages = faults.computeIfAbsent(field, name -> new ArrayList<>());
      String inside = path.substring(field.length()).replace(".<list element>", "");
      String message = missing ? REQUIRED : within(inside, message(violation));
      if (!messages.contains(message)) {
        messages.add(message);
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.fields(faults);
    }
    return result;
  }

  private static String message(ConstraintViolation<?> violation) {
    Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
    if (violation.getConstraintDescriptor().getAnnotation() instanceof Size
        && Integer.valueOf(0).equals(attributes.get("min"))) {
      String things =
          violation.getInvalidValue() instanceof CharSequence ? " characters." : " entries.";
      return "Ensure this field has no more than " + attributes.get("max") + things;
    }
    return violation.getMessage();
  }

  private static boolean isField(Shape shape, String name) {
    return shape.fields().stream().anyMatch(field -> field.name().equals(name));
  }

  private static Shape shapeOf(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Field> fields =
        Arrays.stream(components)
            .map(
                c ->
                    new Field(
                        NAMES.translate(c.getName()),
                        c,
                        Json.MAPPER.constructType(c.getGenericType())))
            .toList();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return new Shape(fields, constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  private static @Nullable Object value(
      Field field, ObjectNode body, Map<String, List<String>> faults) {
    JsonNode node = body.get(field.name());
    Class<?> raw = field.type().getRawClass();
    if (node == null) {
      return null;
    }
    if (node.isNull()) {
      return raw == String.class ? "" : null;
    }
    if (raw == String.class && node.isTextual()) {
      boolean verbatim = field.component().isAnnotationPresent(Verbatim.class);
      String text = verbatim ? node.textValue() : node.textValue().strip();
      if (Text.isStorable(text)) {
        return text;
      }
      faults.put(field.name(), List.of("Null characters and broken Unicode are not allowed."));
      return null;
    }
    try {
      return Json.MAPPER.treeToValue(plain(node, raw), field.type());
    } catch (JsonMappingException e) {
      String inside = path(e);
      JavaType type =
          inside.isEmpty() || !(e instanceof MismatchedInputException mismatch)
              ? field.type()
              : Json.MAPPER.constructType(mismatch.getTargetType());
      faults.put(field.name(), List.of(within(inside, expectation(type))));
      return null;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      faults.put(field.name(), List.of(expectation(field.type())));
      return null;
    }
  }

  /**
   * Flags and whole numbers in the forms that older clients send as well: 1, "1" and "yes" are
   * true, 4.0 is 4.
   */
  private static JsonNode plain(JsonNode node, Class<?> type) {
    String text = node.asText().strip();
    if (type == Boolean.class || type == boolean.class) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "1", "yes" -> BooleanNode.TRUE;
        case "false", "0", "no" -> BooleanNode.FALSE;
        default -> node;
      };
    }
    boolean whole =
        type == Long.class || type == Integer.class || type == long.class || type == int.class;
    if (whole) {
      text = WHOLE.matcher(text).replaceFirst("$1");
    }
    return node.isTextual() || whole && node.isNumber() ? TextNode.valueOf(text) : node;
  }

  /** A message about a part of a field says which one. */
  private static String within(String inside, String message) {
    return inside.isEmpty() ? message : inside + ": " + message;
  }

  /** Where inside a nested value the fault lies, as {@code [3].student}. */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append('.').append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String expectation(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Long.class || raw == Integer.class || raw == long.class || raw == int.class) {
      return "A valid integer is required.";
    }
    if (raw == BigDecimal.class) {
      return "A valid number is required.";
    }
    if (raw == Boolean.class || raw == boolean.class) {
      return "Must be true or false.";
    }
    if (raw == LocalDate.class) {
      return "Expected a date as YYYY-MM-DD.";
    }
    if (raw == Instant.class) {
      return "Expected an instant as YYYY-MM-DDThh:mm:ssZ.";
    }
    if (raw.isEnum()) {
      return "Must be one of "
          + Arrays.stream(raw.getEnumConstants())
              .map(constant -> Json.MAPPER.convertValue(constant, String.class))
              .collect(Collectors.joining(", "))
          + ".";
    }
    if (type.isCollectionLikeType()) {
      return "Expected a list.";
    }
    return raw == String.class ? "A text is required." : "The value has the wrong form.";
  }

  private static <R> R construct(Class<R> type, Shape shape, @Nullable Object[] values) {
    try {
      return type.cast(shape.constructor().newInstance(values));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }
}
