package edu.fmu.sims.verify;

import edu.fmu.sims.pdf.DemonstrationKey;
import edu.fmu.sims.pdf.SealKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;

/**
 * Keys to sign with: the institution's, its former one, which expired in 2019, and a foreign one.
 */
final class Keys {
  static final String PASSWORD = "demonstration";
  private static final Path FOLDER = folder();

  private Keys() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("sims-keys");
      DemonstrationKey.openOrMake(
          folder.resolve("former.p12"), Instant.parse("2010-01-01T00:00:00Z"));
      DemonstrationKey.openOrMake(folder.resolve("foreign.p12"), Instant.now());
      DemonstrationKey.openOrMake(folder.resolve("own.p12"), Instant.now());
      KeyStore own = load(folder.resolve("own.p12"));
      own.setCertificateEntry(
          "former", load(folder.resolve("former.p12")).getCertificate(PASSWORD));
      try (OutputStream out = Files.newOutputStream(folder.resolve("own.p12"))) {
        own.store(out, PASSWORD.toCharArray());
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remove(Path folder) {
    for (String name : new String[] {"former.p12", "foreign.p12", "own.p12", ""}) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static SealKeys open(String name) {
    return SealKeys.open(FOLDER.resolve(name), PASSWORD, "");
  }

  /** The keystore that the settings name. */
  static Path present() {
    return FOLDER.resolve("own.p12");
  }

  static SealKeys own() {
    return open("own.p12");
  }

  static SealKeys former() {
    return open("former.p12");
  }

  static SealKeys foreign() {
    return open("foreign.p12");
  }
}
