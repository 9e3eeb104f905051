package edu.fmu.sims.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.Sha256;
import java.util.Base64;
import java.util.Locale;

/** The document as one page to read and to print; it needs no script. */
final class ReferencePage {
  private static final String STYLE =
      """
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem;
        padding: 0 1rem; color: #14202b; background: #fff; }
      code, pre { font-family: ui-monospace, monospace; }
      pre { background: #f2f5f7; padding: .75rem; overflow: auto; }
      h2 { margin-top: 2.5rem; border-bottom: 1px solid #c5d0d8; }
      table { border-collapse: collapse; }
      th, td { text-align: start; padding: .15rem .8rem .15rem 0; vertical-align: top; }
      nav a { margin-inline-end: .8rem; }
      @media (prefers-color-scheme: dark) {
        body { color: #e8eef3; background: #11181f; }
        pre { background: #1d2832; }
        a { color: #8cc4ff; }
      }
      """;

  /** Allows this page's own style and nothing else. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private ReferencePage() {}

  static String of(ObjectNode document) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>SIMS API reference</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>SIMS API reference</h1>\n<nav>");
    for (JsonNode tag : document.path("tags")) {
      String name = escape(tag.path("name").asText());
      html.append("<a href=\"#").append(name).append("\">").append(name).append("</a> ");
    }
    html.append("</nav>\n<main>\n");
    for (JsonNode tag : document.path("tags")) {
      tag(html, document, tag.path("name").asText());
    }
    html.append("<h2 id=\"schemas\">Schemas</h2>\n");
    document
        .path("components")
        .path("schemas")
        .properties()
        .forEach(
            schema ->
                html.append("<h3 id=\"schema-")
                    .append(escape(schema.getKey()))
                    .append("\">")
                    .append(escape(schema.getKey()))
                    .append("</h3>\n<pre>")
                    .append(escape(schema.getValue().toPrettyString()))
                    .append("</pre>\n"));
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void tag(StringBuilder html, ObjectNode document, String tag) {
    html.append("<h2 id=\"")
        .append(escape(tag))
        .append("\">")
        .append(escape(tag))
        .append("</h2>\n");
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (operation.getValue().path("tags").path(0).asText().equals(tag)) {
                            operation(
                                html, path.getKey(), operation.getKey(), operation.getValue());
                          }
                        }));
  }

  private static void operation(
      StringBuilder html, String path, String method, JsonNode operation) {
    html.append("<h3><code>")
        .append(escape(method.toUpperCase(Locale.ROOT) + " " + path))
        .append("</code></h3>\n<p>")
        .append(escape(operation.path("description").asText()))
        .append("</p>\n");
    if (!operation.path("parameters").isEmpty()) {
      html.append("<table><tr><th>Parameter</th><th>In</th><th>Meaning</th></tr>");
      for (JsonNode parameter : operation.path("parameters")) {
        html.append("<tr><td><code>")
            .append(escape(parameter.path("name").asText()))
            .append("</code></td><td>")
            .append(escape(parameter.path("in").asText()))
            .append("</td><td>")
            .append(escape(parameter.path("description").asText()))
            .append("</td></tr>");
      }
      html.append("</table>\n");
    }
    reference(html, "Body", operation.path("requestBody").path("content"));
    html.append("<p>Answers: ");
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(status -> html.append("<code>").append(status).append("</code> "));
    html.append("</p>\n");
  }

  private static void reference(StringBuilder html, String what, JsonNode content) {
    String name =
        content
            .path("application/json")
            .path("schema")
            .path("$ref")
            .asText()
            .replaceFirst(".*/", "");
    if (!name.isEmpty()) {
      html.append("<p>")
          .append(what)
          .append(": <a href=\"#schema-")
          .append(escape(name))
          .append("\">")
          .append(escape(name))
          .append("</a></p>\n");
    }
  }

  private static String hash(String style) {
    return Base64.getEncoder().encodeToString(Sha256.of(style));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
