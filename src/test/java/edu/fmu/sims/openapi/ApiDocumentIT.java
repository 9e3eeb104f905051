package edu.fmu.sims.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document says what is served: routes, statuses, fields. */
class ApiDocumentIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROUTES = Path.of("src/test/resources/routes.txt");

  @AutoClose private static final TestServer server = TestServer.start();

  private static JsonNode document;

  @BeforeAll
  static void document() throws JsonProcessingException {
    document = JSON.readTree(given().spec(server.anonymous()).get("/api/schema/").asString());
  }

  @Test
  void everyRouteIsDescribed() throws IOException {
    Set<String> described = new HashSet<>();
    Set<String> ids = new HashSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          described.add(
                              operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                          assertThat(ids.add(operation.getValue().path("operationId").asText()))
                              .as("%s", operation)
                              .isTrue();
                        }));
    List<String> served =
        Files.readAllLines(ROUTES).stream().map(line -> line.replaceAll(" \\S+$", "")).toList();
    assertThat(described).containsExactlyInAnyOrderElementsOf(served);
  }

  /** The types of the browser application are made from this copy. */
  @Test
  void theBrowserApplicationHasThisDocument() throws IOException {
    Path copy = Path.of("webapp/openapi.json");
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(copy, text);
    }
    assertThat(Files.readString(copy))
        .as("webapp/openapi.json is stale; docs/CONTRIBUTING.md says how to take the change over")
        .isEqualTo(text);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    for (JsonNode reference : document.findValues("$ref")) {
      String pointer = reference.asText().substring(1);
      assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
      assertThat(document.at(pointer).isEmpty()).as(pointer).isFalse();
    }
  }

  @Test
  void filtersOrderingsAndRulesAreThoseOfTheCode() {
    JsonNode list = document.at("/paths/~1api~1students~1/get");
    assertThat(list.path("parameters").findValuesAsText("name"))
        .contains(
            "page", "page_size", "cursor", "count", "search", "ordering", "program", "status");
    assertThat(list.toString()).contains("reg_no");
    JsonNode body = document.at("/components/schemas/StudentBody");
    assertThat(body.at("/properties/reg_no/maxLength").asInt()).isEqualTo(32);
    assertThat(body.path("required").toString())
        .contains("reg_no", "name", "program")
        .doesNotContain("email");
    assertThat(document.at("/components/schemas/PatchedStudentBody").has("required")).isFalse();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              JsonNode names = path.getValue().path("get").path("parameters");
              if (names.findValuesAsText("name").contains("page_size")) {
                assertThat(names.findValuesAsText("name")).as(path.getKey()).contains("ordering");
              }
            });
  }

  @Test
  void whatIsAnsweredIsWhatIsDescribed() throws JsonProcessingException {
    server.sql("insert into program (name) values ('MBBS')");
    server.sql(
        "insert into student (reg_no, name, program_id) select 'DOC-1', 'A', id from program");
    long student = server.id("select id from student where reg_no = 'DOC-1'");
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        String address =
            path.getKey()
                .replace("{kind}", "students")
                .replace("{key}", method.equals("POST") ? "students" : String.valueOf(student))
                .replaceAll("\\{\\w+}", String.valueOf(student));
        if (path.getKey().endsWith("/events/") || path.getKey().contains("/auth/")) {
          continue; // a stream that waits; and what would sign these users out
        }
        for (String caller : List.of("", "Admin", "Registrar", "Student")) {
          var request = given().spec(caller.isEmpty() ? server.anonymous() : server.as(caller));
          if (!method.equals("GET")) {
            request.body("{\"name\": 7}").header("If-Match", "\"999\"");
          }
          Response answer = request.request(method, address);
          check(answer, operation.getValue(), method + " " + path.getKey(), faults);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyBodyHasAnExampleThatFits() {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String what = operation.getKey() + " " + path.getKey();
        example(operation.getValue().path("requestBody"), what + " body", faults);
        operation
            .getValue()
            .path("responses")
            .properties()
            .forEach(
                response -> {
                  if (response.getKey().startsWith("2")) {
                    example(response.getValue(), what + " " + response.getKey(), faults);
                  }
                });
      }
    }
    assertThat(faults).isEmpty();
  }

  private static void example(JsonNode holder, String what, List<String> faults) {
    JsonNode media = holder.path("content").path("application/json");
    if (!media.isMissingNode()) {
      assertThat(media.has("example")).as(what).isTrue();
      compare(media.path("example"), media.path("schema"), what, faults);
      bounds(media.path("example"), media.path("schema"), what, faults);
    }
  }

  /** Choices, patterns, lengths and bounds. */
  private static void bounds(JsonNode value, JsonNode raw, String where, List<String> faults) {
    JsonNode schema = resolve(raw);
    if (schema.has("enum")
        && StreamSupport.stream(schema.path("enum").spliterator(), false)
            .noneMatch(value::equals)) {
      faults.add(where + " is no choice");
    }
    if (value.isTextual()) {
      String text = value.textValue();
      if (schema.has("pattern") && !text.matches(schema.path("pattern").asText())
          || text.length() < schema.path("minLength").asInt(0)
          || text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
        faults.add(where + " has no such form: " + text);
      }
    }
    if (value.isNumber()
        && (value.asDouble() < schema.path("minimum").asDouble(-Double.MAX_VALUE)
            || value.asDouble() > schema.path("maximum").asDouble(Double.MAX_VALUE))) {
      faults.add(where + " is out of bounds: " + value);
    }
    value
        .properties()
        .forEach(
            field ->
                bounds(
                    field.getValue(),
                    schema.path("properties").path(field.getKey()),
                    where + "." + field.getKey(),
                    faults));
    if (value.isArray()) {
      value.forEach(item -> bounds(item, schema.path("items"), where + "[]", faults));
    }
  }

  @Test
  void parametersHaveTheTypesThatTheyAreReadAs() {
    assertThat(parameter("attendance", "section").at("/schema/type").asText()).isEqualTo("integer");
    assertThat(parameter("attendance", "date").at("/schema/format").asText()).isEqualTo("date");
    assertThat(parameter("attendance", "present").at("/schema/type").asText()).isEqualTo("boolean");
    assertThat(parameter("audit", "date_from").at("/schema/anyOf").size()).isEqualTo(2);
  }

  @Test
  void whatAStatusCanBeIsDescribed() {
    for (String field :
        List.of(
            "Term/status",
            "Result/state",
            "Change/status",
            "Request/status",
            "Request/type",
            "Document/status",
            "Hold/type",
            "Import/state",
            "Job/state",
            "User/role",
            "Account/role",
            "Verification/status")) {
      JsonNode schema =
          document.at("/components/schemas/" + field.replace("/", "/properties/") + "/enum");
      assertThat(schema.size()).as(field).isGreaterThan(1);
    }
    assertThat(parameter("results", "state").at("/schema/enum").size()).isEqualTo(3);
  }

  private static JsonNode parameter(String list, String name) {
    return StreamSupport.stream(
            document.at("/paths/~1api~1" + list + "~1/get/parameters").spliterator(), false)
        .filter(p -> p.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void check(Response answer, JsonNode operation, String what, List<String> faults)
      throws JsonProcessingException {
    JsonNode response = resolve(operation.path("responses").path(answer.statusCode() + ""));
    if (response.isMissingNode()) {
      faults.add(what + " answers " + answer.statusCode() + ", which is not described");
      return;
    }
    if (answer.contentType().contains("json")) {
      String type = answer.contentType().replaceFirst(";.*", "");
      JsonNode schema = response.path("content").path(type).path("schema");
      if (schema.isMissingNode()) {
        faults.add(what + " answers " + type + " with " + answer.statusCode());
      } else {
        compare(JSON.readTree(answer.asString()), schema, what, faults);
      }
    }
  }

  /** Every field must be described, and every field that is described as sure must be there. */
  private static void compare(JsonNode value, JsonNode raw, String where, List<String> faults) {
    JsonNode schema = resolve(raw);
    if (schema.has("oneOf")) {
      boolean one =
          Stream.of(schema.path("oneOf"))
              .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
              .anyMatch(
                  choice -> {
                    List<String> own = new ArrayList<>();
                    compare(value, choice, where, own);
                    return own.isEmpty();
                  });
      if (!one) {
        faults.add(where + ": none of the choices fits " + value);
      }
      return;
    }
    if (value.isNull() && schema.has("type") && !schema.path("type").toString().contains("null")) {
      faults.add(where + " is null");
    }
    if (value.isObject() && schema.has("properties")) {
      value
          .properties()
          .forEach(
              field -> {
                JsonNode known = schema.path("properties").path(field.getKey());
                if (known.isMissingNode()) {
                  faults.add(where + "." + field.getKey() + " is not described");
                } else {
                  compare(field.getValue(), known, where + "." + field.getKey(), faults);
                }
              });
      schema
          .path("required")
          .forEach(
              name -> {
                if (!value.has(name.asText())) {
                  faults.add(where + "." + name.asText() + " is missing");
                }
              });
    }
    if (value.isObject()
        && schema.path("type").toString().contains("null")
        && !schema.has("properties")) {
      faults.add(where + " is an object");
    }
    value.forEach(
        item -> {
          if (value.isArray()) {
            compare(item, schema.path("items"), where + "[]", faults);
          }
        });
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  @Test
  void itIsServedAsJsonAndYaml() throws JsonProcessingException {
    for (String yaml :
        List.of(
            given().spec(server.anonymous()).get("/api/schema/?format=yaml").asString(),
            given()
                .spec(server.anonymous())
                .accept("application/yaml")
                .get("/api/schema")
                .asString())) {
      assertThat(new YAMLMapper().readTree(yaml).toString()).isEqualTo(document.toString());
    }
  }

  @Test
  void theBrowsersNeedNobodyElse() {
    for (String page : List.of("/api/docs/", "/api/docs", "/api/redoc/")) {
      Response answer = given().spec(server.anonymous()).accept("text/html").get(page);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.asString())
          .doesNotContain("http://")
          .doesNotContain("https://")
          .doesNotContain("<script>");
    }
    for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
      Response answer = given().spec(server.anonymous()).get("/api/docs/" + file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
    }
    given().spec(server.anonymous()).get("/api/docs/pom.xml").then().statusCode(404);
    assertThat(given().spec(server.anonymous()).get("/api/redoc/").asString())
        .contains("/api/students/{id}/");
  }

  @Test
  void theBareAddressLeadsToTheBrowserOfTheApi() {
    given()
        .redirects()
        .follow(false)
        .spec(server.anonymous())
        .get("/")
        .then()
        .statusCode(302)
        .header("Location", endsWith("/api/docs/"));
  }

  @Test
  void theRowsOfWholeSectionCallsAreDescribed() {
    assertThat(
            document
                .at("/components/schemas/AttendanceBulkBody/properties/records/items/properties")
                .propertyStream()
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("student", "status", "reason", "expected");
    assertThat(document.at("/components/schemas/ScoreBulkBody/required").toString())
        .contains("scores");
  }
}
