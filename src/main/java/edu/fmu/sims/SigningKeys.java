package edu.fmu.sims;

import edu.fmu.sims.config.ConfigException;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.SigningConfig;
import edu.fmu.sims.pdf.DemonstrationKey;
import edu.fmu.sims.pdf.SealKeyException;
import edu.fmu.sims.pdf.SealKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the key that the settings name, and says loudly when it is none to rely on. */
final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final String DEMONSTRATION_FILE = "demonstration-signing.p12";

  private SigningKeys() {}

  /**
   * The keys, or nothing when documents are to be issued without signature.
   *
   * @throws ConfigException with one line when a keystore is named that cannot be used
   */
  static Optional<SealKeys> open(SimsConfig config, MeterRegistry metrics, Clock clock) {
    SigningConfig signing = config.signing();
    try {
      if (!signing.keystore().isEmpty()) {
        SealKeys keys =
            SealKeys.open(Path.of(signing.keystore()), signing.password(), signing.alias());
        watch(keys, metrics, clock);
        return Optional.of(keys);
      }
      if (signing.demonstration()) {
        return Optional.of(
            DemonstrationKey.openOrMake(
                config.mediaRoot().resolve(DEMONSTRATION_FILE), clock.instant()));
      }
    } catch (SealKeyException e) {
      throw new ConfigException(e.getMessage() + " (SIMS_SIGNING_KEYSTORE)");
    }
    LOG.warn("Documents are issued without signature: SIMS_SIGNING_KEYSTORE names no keystore");
    return Optional.empty();
  }

  private static void watch(SealKeys keys, MeterRegistry metrics, Clock clock) {
    if (keys.expires().isBefore(clock.instant())) {
      LOG.error(
          "THE SIGNING CERTIFICATE EXPIRED at {}: readers will call new documents invalid",
          keys.expires());
    }
    Gauge.builder(
            "sims.signing.certificate.remaining",
            keys,
            known -> Duration.between(clock.instant(), known.expires()).toSeconds())
        .description("Until the certificate that signs documents expires; negative afterwards")
        .baseUnit("seconds")
        .register(metrics);
  }
}
