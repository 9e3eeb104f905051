package edu.fmu.sims;

import edu.fmu.sims.config.ConfigException;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.SigningConfig;
import edu.fmu.sims.documents.Issuer;
import edu.fmu.sims.pdf.DemonstrationKey;
import edu.fmu.sims.pdf.Seal;
import edu.fmu.sims.pdf.SealKeyException;
import edu.fmu.sims.pdf.SealKeys;
import edu.fmu.sims.pdf.SignatureReading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
        SealKeys keys =
            DemonstrationKey.openOrMake(
                config.mediaRoot().resolve(DEMONSTRATION_FILE), clock.instant());
        watch(keys, metrics, clock);
        return Optional.of(keys);
      }
    } catch (SealKeyException e) {
      throw new ConfigException(e.getMessage() + " (SIMS_SIGNING_KEYSTORE)");
    }
    LOG.warn("Documents are issued without signature: SIMS_SIGNING_KEYSTORE names no keystore");
    return Optional.empty();
  }

  /**
   * Signs while the certificate is valid. Outside of that documents are issued without signature,
   * which is logged and counted: a signature that every reader calls invalid harms more than none,
   * and what was printed verifies by the register all the same.
   */
  static Issuer.Seal seal(SealKeys keys, MeterRegistry metrics) {
    Seal seal = new Seal(keys);
    Counter unsigned =
        Counter.builder("sims.documents.unsigned")
            .description("Documents issued unsigned because the certificate is not valid")
            .register(metrics);
    return new Issuer.Seal() {
      @Override
      public byte[] set(byte[] file, Instant at) {
        if (keys.isValidAt(at)) {
          return seal.sign(file, at);
        }
        unsigned.increment();
        LOG.error("A document is issued WITHOUT SIGNATURE: {}", state(keys));
        return file;
      }

      @Override
      public boolean isMissing(byte[] file, Instant at) {
        return keys.isValidAt(at) && !SignatureReading.isSigned(file);
      }
    };
  }

  private static String state(SealKeys keys) {
    return "the certificate of the signing key is not valid now (it ends at "
        + keys.expires()
        + "). Name a keystore with a valid one: SIMS_SIGNING_KEYSTORE";
  }

  private static void watch(SealKeys keys, MeterRegistry metrics, Clock clock) {
    if (!keys.isValidAt(clock.instant())) {
      LOG.error("DOCUMENTS WILL BE ISSUED WITHOUT SIGNATURE: {}", state(keys));
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
