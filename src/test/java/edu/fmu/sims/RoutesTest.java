package edu.fmu.sims;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.jobs.Faults;
import edu.fmu.sims.openapi.Route;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.RecordReader;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every method, path and permission that is served, so that a review sees each change of the
 * surface. To take over a wanted change: {@code mvn test -Dtest=RoutesTest -Dgolden.write=true}.
 */
class RoutesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/routes.txt");
  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0.5",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"word\"",
          "[]",
          "[null]",
          "[[1]]",
          "[{\"a\":[null]}]",
          "{}",
          "{\"\":{}}");

  @Test
  void theRoutesAreTheReviewedOnes() throws IOException {
    List<String> routes = served().stream().map(Route::line).toList();
    if (Boolean.getBoolean("golden.write")) {
      Files.write(GOLDEN, routes);
    }
    assertThat(routes).doesNotHaveDuplicates();
    assertThat(routes)
        .as("the routes differ from %s; see this class on how to take them over", GOLDEN)
        .isEqualTo(Files.readAllLines(GOLDEN));
  }

  /** OpenAPI counts two templates that differ in names alone as one path, so must we. */
  @Test
  void noTwoTemplatesDifferInNamesAlone() {
    assertThat(served().stream().map(Route::path).distinct())
        .extracting(path -> path.replaceAll("\\{\\w+}", "{}"))
        .doesNotHaveDuplicates();
  }

  /** Whatever stands in a body, the client hears which field is at fault. */
  @Test
  void noValueOfAWrongKindBreaksTheReadingOfABody() {
    RecordReader reader = new RecordReader();
    Set<Class<? extends Record>> bodies =
        served().stream()
            .flatMap(route -> Arrays.stream(route.endpoint().getGenericParameterTypes()))
            .flatMap(RoutesTest::bodyOf)
            .collect(Collectors.toSet());
    assertThat(bodies).hasSizeGreaterThan(20);
    for (Class<? extends Record> body : bodies) {
      for (RecordComponent component : body.getRecordComponents()) {
        String field = NAMES.translate(component.getName());
        for (String odd : ODD_VALUES) {
          try {
            reader.read((ObjectNode) Json.MAPPER.readTree("{\"" + field + "\":" + odd + "}"), body);
          } catch (Problem refused) {
            assertThat(refused.details()).as("%s.%s = %s", body, field, odd).isNotEmpty();
          } catch (Exception broken) {
            throw new AssertionError(body + "." + field + " = " + odd, broken);
          }
        }
      }
    }
  }

  private static Stream<Class<? extends Record>> bodyOf(Type parameter) {
    return parameter instanceof ParameterizedType input && input.getRawType() == Input.class
        ? Stream.of(((Class<?>) input.getActualTypeArguments()[0]).asSubclass(Record.class))
        : Stream.empty();
  }

  /** The routes of the application; nothing of it needs a server to be there. */
  private static List<Route> served() {
    SimsConfig config =
        SimsConfig.from(Map.of("DEBUG", "true", "POSTGRES_PASSWORD", "never used here"));
    try (Sims sims = new Sims(config, Clock.systemUTC(), Faults.NONE)) {
      return Route.of(sims.resources());
    }
  }
}
