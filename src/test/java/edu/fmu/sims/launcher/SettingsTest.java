package edu.fmu.sims.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"SECRET_KEY", "DJANGO_SECRET_KEY", "SECRET_KEY_FILE"})
  void leavesAloneWhatThePersonHasSet(String name) {
    Settings settings = new Settings(Map.of(name, "own"));

    settings.putDefault("SECRET_KEY", "made");

    assertThat(settings.get("SECRET_KEY")).isNotEqualTo("made");
  }

  @Test
  void fillsWhatIsMissingOrBlank() {
    Settings settings = new Settings(Map.of("SECRET_KEY", " "));

    settings.putDefault("SECRET_KEY", "made");

    assertThat(settings.get("SECRET_KEY")).isEqualTo("made");
  }

  @Test
  void handsOverItsValuesInAPrivateFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("env");
    Settings written = new Settings(Map.of());
    written.put("REDIS_URL", "redis://:a=b@127.0.0.1:1/0");
    written.save(file);

    Settings read = new Settings(Map.of());
    read.load(file);

    assertThat(read.get("REDIS_URL")).isEqualTo("redis://:a=b@127.0.0.1:1/0");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
