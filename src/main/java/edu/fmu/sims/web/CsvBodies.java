package edu.fmu.sims.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lists as CSV, heads named as the API names its fields. What a record tells of another stands in
 * columns of its own, such as {@code student_detail.reg_no}; the other's id has its column already.
 */
@Provider
public final class CsvBodies implements MessageBodyWriter<Page<?>> {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();
  private static final String PART = ".";

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Page.class && mediaType.getSubtype().equals("csv");
  }

  @Override
  public void writeTo(
      Page<?> page,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    headers.putSingle("Content-Type", "text/csv; charset=utf-8");
    headers.putSingle("Content-Disposition", "attachment; filename=\"export.csv\"");
    List<String> heads = heads(page.type());
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    Csv.row(writer, heads);
    for (Object row : page.results()) {
      JsonNode node = Json.MAPPER.valueToTree(row);
      Csv.row(writer, heads.stream().map(head -> text(at(node, head))).toList());
    }
    writer.flush();
  }

  private static List<String> heads(Class<?> type) {
    List<String> heads = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().getAnnotation(JsonIgnore.class) != null) {
        continue;
      }
      String head = NAMES.translate(component.getName());
      if (component.getType().isRecord()) {
        heads(component.getType()).stream()
            .filter(part -> !part.equals("id"))
            .forEach(part -> heads.add(head + PART + part));
      } else {
        heads.add(head);
      }
    }
    return heads;
  }

  private static JsonNode at(JsonNode row, String head) {
    JsonNode node = row;
    for (String part : head.split(Pattern.quote(PART))) {
      node = node.path(part);
    }
    return node;
  }

  private static String text(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return "";
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }
}
