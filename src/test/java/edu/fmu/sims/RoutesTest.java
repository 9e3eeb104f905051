package edu.fmu.sims;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.jobs.Faults;
import edu.fmu.sims.openapi.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every method, path and permission that is served, so that a review sees each change of the
 * surface. To take over a wanted change: {@code mvn test -Dtest=RoutesTest -Dgolden.write=true}.
 */
class RoutesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/routes.txt");

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

  /** The routes of the application; nothing of it needs a server to be there. */
  private static List<Route> served() {
    SimsConfig config =
        SimsConfig.from(Map.of("DEBUG", "true", "POSTGRES_PASSWORD", "never used here"));
    try (Sims sims = new Sims(config, Clock.systemUTC(), Faults.NONE)) {
      return Route.of(sims.resources());
    }
  }
}
