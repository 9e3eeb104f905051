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
  void everyCommandOfTheRunbookIsDrilled() throws IOException {
    String page = Files.readString(Path.of("docs/OPERATIONS.md"));
    String drill = Files.readString(Path.of("docker/drill.sh"));
    Set<String> blocks =
        Pattern.compile("<!-- drill: ([a-z0-9-]+) -->\n```bash")
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(page.split("```bash", -1)).hasSize(blocks.size() + 1);
    assertThat(blocks)
        .allSatisfy(
            block ->
                assertThat(drill)
                    .containsPattern("(?s)(runbook|block|for name in)[^;]*\\b" + block + "\\b"));
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
