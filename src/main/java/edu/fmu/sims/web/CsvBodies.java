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

/** Lists as CSV, heads named as the API names its fields. */
@Provider
public final class CsvBodies implements MessageBodyWriter<Page<?>> {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

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
      Csv.row(writer, heads.stream().map(head -> text(node.path(head))).toList());
    }
    writer.flush();
  }

  private static List<String> heads(Class<?> type) {
    List<String> heads = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().getAnnotation(JsonIgnore.class) == null) {
        heads.add(NAMES.translate(component.getName()));
      }
    }
    return heads;
  }

  private static String text(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return "";
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }
}
