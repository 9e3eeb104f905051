package edu.fmu.sims.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.fmu.sims.testing.ServerProcess;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemathesis reads the API document and sends every endpoint what the document allows and what it
 * does not: no 5xx, no status, media type or field that the document lacks. {@code fuzz_hooks.py}
 * signs in and puts records that exist in the place of most made-up ones. Longer: {@code
 * -Dfuzz.examples=100 -Dfuzz.minutes=60}.
 */
class ApiFuzzIT {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFuzzIT.class);
  private static final String TOOL = "schemathesis==4.32.5";
  private static final String PASSWORD = "a-passphrase-for-the-fuzz-test";
  private static final Path TOOLS = Path.of("target/fuzz").toAbsolutePath();
  private static final int LIMIT_MINUTES = Integer.getInteger("fuzz.minutes", 20);

  private static final Pattern CASES = Pattern.compile("\\d{3,} generated, \\d{3,} passed.*");
  private static final Path HOOKS = Path.of("src/test/resources").toAbsolutePath();

  /** Streams that do not end, and pages. */
  private static final String NEVER = "events|docs|redoc";

  /** What may end the session that asks, or change who it is; asked last. */
  private static final String ACCOUNTS = "/auth/|/users/";

  @Test
  void everyEndpointAnswersAsTheDocumentSays(@TempDir Path data) throws Exception {
    assumeTrue(runs("python3", "-c", "import venv, ensurepip"), "Python 3 with venv is not here");
    Path tool = TOOLS.resolve("bin/schemathesis");
    if (!Files.isExecutable(tool)) {
      assertThat(runs("python3", "-m", "venv", TOOLS.toString())).isTrue();
      assertThat(runs(TOOLS.resolve("bin/pip").toString(), "install", "--quiet", TOOL))
          .as("%s can be installed", TOOL)
          .isTrue();
    }
    try (ServerProcess server =
        ServerProcess.on(data).with("SIMS_DEMO_PASSWORD", PASSWORD).start()) {
      String admin = signIn(server, "admin");
      fuzz(server, data, admin, "--exclude-path-regex", NEVER + "|" + ACCOUNTS);
      fuzz(server, data, admin, "--include-path-regex", ACCOUNTS);
    }
  }

  private static void fuzz(ServerProcess server, Path data, String token, String... which)
      throws IOException, InterruptedException {
    Path log = data.resolve("fuzz.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                TOOLS.resolve("bin/schemathesis").toString(),
                "run",
                server.baseUrl() + "/api/schema/",
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,"
                    + "response_schema_conformance",
                "--phases",
                "examples,coverage,fuzzing",
                "--max-examples",
                System.getProperty("fuzz.examples", "10"),
                "--continue-on-failure",
                "--no-color"));
    command.addAll(List.of(which));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(TOOLS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SCHEMATHESIS_HOOKS",
                "fuzz_hooks",
                "PYTHONPATH",
                HOOKS.toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "SIMS_URL",
                server.baseUrl().toString(),
                "SIMS_TOKEN",
                token,
                "SIMS_DEMO_PASSWORD",
                PASSWORD));
    Process fuzz = builder.start();
    boolean ended = fuzz.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    fuzz.destroyForcibly();
    String report = Files.readString(log);
    assertThat(ended).as("the fuzzing ended in time\n%s", report).isTrue();
    assertThat(fuzz.exitValue()).as(report).isZero();
    Matcher cases = CASES.matcher(report);
    assertThat(cases.find()).as(report).isTrue();
    LOG.info("{}", cases.group());
  }

  private static String signIn(ServerProcess server, String username) {
    return given()
        .baseUri(server.baseUrl().toString())
        .contentType(ContentType.JSON)
        .body(Map.of("identifier", username, "password", PASSWORD))
        .post("/api/auth/login/")
        .then()
        .statusCode(200)
        .extract()
        .path("tokens.access");
  }

  /** Whether the command is here and succeeds. */
  private static boolean runs(String... command) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    return process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
  }
}
