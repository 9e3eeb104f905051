package edu.fmu.sims.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkthroughTest {
  private static final String PAGE =
      """
      Say it.

      ```bash
      echo one
      ```

      ```text
      one   of …
      ```

      ```bash
      echo two
      ```

      ```text
      two (2)
      ```
      """;

  @TempDir Path folder;

  @Test
  void takesCommandsInOrderAndStopsAtTheFirstFailure() throws Exception {
    assertThat(page().script()).isEqualTo("set -euo pipefail\necho one\n\necho two\n");
  }

  @Test
  void comparesWhatIsShownWithWhatIsPrinted() throws Exception {
    assertThat(page().missingFrom("  one of many\nbetween\ntwo (2)\n")).isEmpty();
    assertThat(page().missingFrom("one of many\ntwo (3)\n")).containsExactly("two (2)");
    assertThat(page().missingFrom("two (2)\none of many\n")).containsExactly("two (2)");
    assertThat(page().missingFrom("")).hasSize(2);
  }

  private Walkthrough page() throws Exception {
    return Walkthrough.read(Files.writeString(folder.resolve("page.md"), PAGE));
  }
}
