package edu.fmu.sims.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Lists as CSV, with the {@link CsvColumns} that were asked for. */
@Provider
public final class CsvBodies implements MessageBodyWriter<Page<?>> {
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
    List<String> heads = CsvColumns.chosen(page.type(), page.columns());
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    Csv.row(writer, heads);
    for (Object row : page.results()) {
      JsonNode node = Json.MAPPER.valueToTree(row);
      Csv.row(writer, heads.stream().map(head -> text(at(node, head))).toList());
    }
    writer.flush();
  }

  private static JsonNode at(JsonNode row, String head) {
    JsonNode node = row;
    for (String part : head.split(Pattern.quote(CsvColumns.PART))) {
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
