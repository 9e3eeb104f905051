package edu.fmu.sims.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Names, ports and volumes of the runbook, and that each of its commands is drilled. */
class ComposeFilesTest {
  private static final String DEVELOPMENT = "docker-compose.yml";
  private static final String STAGING = "docker-compose.staging.yml";

  private static Map<String, Object> map(Object value) {
    @SuppressWarnings("unchecked")
    Map<String, Object> map = (Map<String, Object>) value;
    return map;
  }

  private static Map<String, Object> compose(String file) throws IOException {
    return map(new Yaml().load(Files.readString(Path.of(file))));
  }

  private static Map<String, Object> service(String file, String name) throws IOException {
    return map(map(compose(file).get("services")).get(name));
  }

  @Test
  void containersHaveTheNamesOfTheRunbook() throws IOException {
    for (String name : List.of("backend", "postgres", "redis")) {
      assertThat(service(DEVELOPMENT, name)).containsEntry("container_name", "sims_" + name);
      assertThat(service(STAGING, name))
          .containsEntry("container_name", "sims_" + name + "_staging");
    }
    assertThat(service(DEVELOPMENT, "frontend")).containsEntry("container_name", "sims_frontend");
    for (String file : List.of(DEVELOPMENT, STAGING)) {
      assertThat(service(file, "nginx")).containsEntry("container_name", "sims_nginx");
      assertThat(service(file, "rqworker")).doesNotContainKey("container_name");
      assertThat(service(file, "rqworker")).containsEntry("image", "sims-backend:latest");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEVELOPMENT, STAGING})
  void onlyNginxIsReachableFromOutside(String file) throws IOException {
    map(compose(file).get("services"))
        .forEach(
            (name, service) -> {
              if (map(service).get("ports") instanceof List<?> ports && !name.equals("nginx")) {
                assertThat(ports)
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
              }
            });
    assertThat(service(file, "nginx")).containsEntry("ports", List.of("80:80", "443:443"));
    assertThat(service(file, "backend")).containsEntry("ports", List.of("127.0.0.1:8000:8000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {DEVELOPMENT, STAGING})
  void volumesHaveNamesOfTheirOwnAndSecretsAreRequired(String file) throws IOException {
    map(compose(file).get("volumes"))
        .forEach((key, volume) -> assertThat(map(volume)).containsEntry("name", key));
    assertThat(map(compose(file).get("volumes"))).containsKey("sims_media_volume");
    assertThat(service(file, "postgres").get("volumes").toString()).contains("./backups:/backups");
    assertThat(Files.readString(Path.of(file))).contains("${SECRET_KEY:?", "${POSTGRES_PASSWORD:?");
  }

  @ParameterizedTest
  @ValueSource(strings = {DEVELOPMENT, STAGING})
  void theBackendRunsWithoutRightsOnAReadOnlyFileSystem(String file) throws IOException {
    for (String name : List.of("backend", "rqworker")) {
      assertThat(service(file, name))
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"))
          .containsEntry("stop_grace_period", "40s");
    }
    String images = Files.readString(Path.of("docker/Dockerfile"));
    assertThat(images).contains("USER sims", "HEALTHCHECK --interval=30s");
  }

  @Test
  void everySettingOfTheContainersIsExplained() throws IOException {
    String page = Files.readString(Path.of("docs/ENV.md"));
    String example = Files.readString(Path.of(".env.example"));
    Set<String> named = found("(?m)^([A-Z_]+)=", example);
    for (String file : List.of(DEVELOPMENT, STAGING)) {
      named.addAll(found("(?<!\\$)\\$\\{([A-Z_]+)", Files.readString(Path.of(file))));
    }
    assertThat(named).hasSizeGreaterThan(25);
    assertThat(named).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    // In the example every line that sets something stands under words that say what.
    assertThat(example.lines().filter(line -> line.startsWith("#")).count())
        .isGreaterThan(named.size() / 2);
  }

  @Test
  void everyCommandOfTheRunbookIsDrilled() throws IOException {
    String page = Files.readString(Path.of("docs/OPERATIONS.md"));
    String drill = Files.readString(Path.of("docker/drill.sh"));
    Set<String> blocks = found("<!-- drill: ([a-z0-9-]+) -->\n```", page);
    // Word by word: a name that merely occurs somewhere is not played.
    Set<String> played = found("\\brunbook ([a-z][a-z0-9-]*)", drill);
    for (String several :
        found("for name in ([a-z0-9 -]+); do\n +step [^\n]+ runbook \\$name", drill)) {
      played.addAll(List.of(several.split(" ")));
    }

    assertThat(blocks).hasSizeGreaterThan(25).isEqualTo(played);
    assertThat(drill).contains("docs/OPERATIONS.md was played' all_played");
  }

  @Test
  void whatIsNotDrilledIsListedThereWithTheReason() throws IOException {
    String page = Files.readString(Path.of("docs/OPERATIONS.md"));
    String drill = Files.readString(Path.of("docker/drill.sh"));
    Set<String> unmarked = found("(?:\n|[^>\n]\n)\n```\n([^\n]+)", page);

    assertThat(unmarked).hasSize(1);
    assertThat(unmarked).allSatisfy(line -> assertThat(drill).contains("\n" + line + "|"));
    assertThat(page.lines().filter(line -> line.startsWith("```")).count())
        .isEqualTo(
            2L * (found("<!-- drill: ([a-z0-9-]+) -->\n```", page).size() + unmarked.size()));
    assertThat(page).as("a block that is only indented").doesNotContain("\n\n    ");
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void securityHeadersAreSetWhereverALocationSetsItsOwn() throws IOException {
    for (String file : List.of("nginx/snippets/site.conf", "nginx/templates/site.conf.template")) {
      Pattern.compile("location [^{]+\\{([^}]*)\\}")
          .matcher(Files.readString(Path.of(file)))
          .results()
          .map(location -> location.group(1))
          .filter(body -> body.contains("add_header"))
          .forEach(body -> assertThat(body).contains("include snippets/security-headers.conf;"));
    }
  }
}
