package edu.fmu.sims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.config.ConfigException;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.documents.Issuer;
import edu.fmu.sims.pdf.DemonstrationKey;
import edu.fmu.sims.pdf.SealKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key the settings lead to. */
class SigningKeysTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T09:00:00Z"), ZoneOffset.UTC);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @TempDir Path folder;

  private Optional<SealKeys> open(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("POSTGRES_PASSWORD", "x");
    all.put("SECRET_KEY", "k8Zq1vN4wX7rT2yB5mC9hJ3pL6sD0fGa");
    all.put("MEDIA_ROOT", folder.toString());
    return SigningKeys.open(SimsConfig.from(all), metrics, CLOCK);
  }

  @Test
  void productionWithoutKeystoreIssuesUnsigned() throws Exception {
    assertThat(open(Map.of())).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void developmentMakesItsOwnKeyOnce() {
    SealKeys first = open(Map.of("DEBUG", "True")).orElseThrow();
    SealKeys second = open(Map.of("SIMS_SIGNING_DEMONSTRATION", "True")).orElseThrow();
    assertThat(first.isDemonstration()).isTrue();
    assertThat(second.certificates()).isEqualTo(first.certificates());
  }

  @Test
  void keystoreThatIsNotThereStopsTheStartEvenInDevelopment() {
    Map<String, String> settings =
        Map.of("DEBUG", "True", "SIMS_SIGNING_KEYSTORE", folder.resolve("no.p12").toString());
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no.p12")
        .hasMessageContaining("SIMS_SIGNING_KEYSTORE")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anExpiredCertificateSignsNothingAndIsMeasured() {
    Path keystore = folder.resolve("old.p12");
    DemonstrationKey.openOrMake(keystore, Instant.parse("2010-01-01T00:00:00Z"));
    SealKeys keys =
        open(Map.of(
                "SIMS_SIGNING_KEYSTORE",
                keystore.toString(),
                "SIMS_SIGNING_PASSWORD",
                "demonstration"))
            .orElseThrow();
    assertThat(metrics.get("sims.signing.certificate.remaining").gauge().value()).isNegative();
    Issuer.Seal seal = SigningKeys.seal(keys, metrics);
    byte[] file = new byte[] {1}; // the key would fail on what is no PDF
    assertThat(seal.set(file, CLOCK.instant())).isSameAs(file);
    assertThat(seal.set(file, Instant.parse("2009-12-01T00:00:00Z")))
        .as("too early")
        .isSameAs(file);
    assertThat(metrics.get("sims.documents.unsigned").counter().count()).isEqualTo(2);
    assertThat(seal.isMissing(file, CLOCK.instant())).as("none can be set now").isFalse();
    Instant then = Instant.parse("2015-01-01T00:00:00Z");
    assertThat(seal.isMissing(file, then)).isTrue();
    byte[] signed = "%PDF /ByteRange [0 1 2 3 ]".getBytes(StandardCharsets.US_ASCII);
    assertThat(seal.isMissing(signed, then)).isFalse();
    assertThatThrownBy(() -> seal.set(file, then)).isInstanceOf(IllegalArgumentException.class);
  }
}
