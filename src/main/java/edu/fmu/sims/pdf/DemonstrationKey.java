package edu.fmu.sims.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key for trying the system out, made when there is none. Its certificate says what it is, so
 * that nobody takes a document of the demo for one of the institution.
 */
public final class DemonstrationKey {

  private static final String NAME = "CN=SIMS demonstration key - not valid for any purpose";
  private static final String ALIAS = "demonstration";
  private static final Duration LIFE = Duration.ofDays(3650);

  /** The key protects nothing, so neither does its password. */
  private static final String PASSWORD = "demonstration";

  private DemonstrationKey() {}

  /**
   * The key of that file, which is made if it is not there.
   *
   * @throws SealKeyException if the file can neither be read nor written
   */
  public static SealKeys openOrMake(Path keystore, Instant now) {
    if (!Files.exists(keystore)) {
      make(keystore, now);
    }
    return SealKeys.open(keystore, PASSWORD, "");
  }

  static boolean made(X509Certificate certificate) {
    return new X500Name(certificate.getSubjectX500Principal().getName()).equals(new X500Name(NAME));
  }

  private static void make(Path keystore, Instant now) {
    try {
      Files.createDirectories(keystore.toAbsolutePath().getParent());
      Path fresh = Files.createTempFile(keystore.toAbsolutePath().getParent(), "key", ".p12");
      try {
        try (OutputStream out = Files.newOutputStream(fresh)) {
          store(now).store(out, PASSWORD.toCharArray());
        }
        // Another process that starts at the same time may have been first: its key stays.
        Files.createLink(keystore, fresh);
      } catch (FileAlreadyExistsException e) {
        return;
      } finally {
        Files.delete(fresh);
      }
    } catch (IOException | GeneralSecurityException | OperatorException e) {
      throw new SealKeyException("Cannot make a demonstration key at " + keystore + ": " + e);
    }
  }

  private static KeyStore store(Instant now)
      throws IOException, GeneralSecurityException, OperatorException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    X500Name name = new X500Name(NAME);
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(120, new SecureRandom()),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(LIFE)),
                        name,
                        pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        ALIAS, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
    return store;
  }
}
