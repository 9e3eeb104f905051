package edu.fmu.sims.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
  @TempDir private Path data;
  private Path pidFile;
  private Process process;

  @BeforeEach
  void start() throws Exception {
    pidFile = data.resolve("server.pid");
    process =
        new ProcessBuilder("tail", "-f", Files.createFile(data.resolve("work")).toString()).start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void endsAProcessThatWorksOnTheFolder() throws Exception {
    Files.writeString(pidFile, process.pid() + "\nother lines\n");

    assertThat(new Orphans(data).sweep(pidFile, "TERM")).isTrue();

    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheNumber(@TempDir Path other) throws Exception {
    Files.writeString(pidFile, Long.toString(process.pid()));

    assertThat(new Orphans(other).sweep(pidFile, "TERM")).isFalse();

    assertThat(process.isAlive()).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void takesAnUnreadableOrMissingFileForNone() throws Exception {
    assertThat(new Orphans(data).sweep(pidFile, "TERM")).isFalse();
    Files.writeString(pidFile, "no number");
    assertThat(new Orphans(data).sweep(pidFile, "TERM")).isFalse();
    assertThat(process.isAlive()).isTrue();
  }
}
