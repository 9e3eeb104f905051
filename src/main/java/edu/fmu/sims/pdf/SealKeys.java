package edu.fmu.sims.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The key with which the institution signs documents, and every certificate with which it ever did,
 * so that older documents still count as its own after the key was changed.
 */
public final class SealKeys {

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final List<X509Certificate> own;

  private SealKeys(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> own) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.own = List.copyOf(own);
  }

  /**
   * Reads a PKCS#12 file. It signs with its key entry; its other entries, keys or certificates
   * alone, are those of former keys.
   *
   * @param alias names the key that signs; "" when there is but one
   * @throws SealKeyException saying in one line what is wrong with the file
   */
  public static SealKeys open(Path keystore, String password, String alias) {
    if (!Files.isReadable(keystore)) {
      throw new SealKeyException("The signing keystore cannot be read: " + keystore);
    }
    KeyStore store;
    try (InputStream in = Files.newInputStream(keystore)) {
      store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new SealKeyException(
          "The signing keystore "
              + keystore
              + " does not open: the password is wrong or it is no PKCS#12 file");
    }
    try {
      return of(store, keystore, password, alias);
    } catch (GeneralSecurityException e) {
      throw new SealKeyException(
          "The key in the signing keystore " + keystore + " does not open with its password");
    }
  }

  private static SealKeys of(KeyStore store, Path file, String password, String alias)
      throws GeneralSecurityException {
    String name = alias.isEmpty() ? onlyKey(store, file) : alias;
    Key key = store.getKey(name, password.toCharArray());
    if (!(key instanceof PrivateKey secret)) {
      throw new SealKeyException("The signing keystore " + file + " has no key '" + name + "'");
    }
    if (!secret.getAlgorithm().equals("RSA") && !secret.getAlgorithm().equals("EC")) {
      throw new SealKeyException(
          "The key '" + name + "' in " + file + " is neither RSA nor EC: PDF readers need these");
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : store.getCertificateChain(name)) {
      chain.add((X509Certificate) certificate);
    }
    List<X509Certificate> own = new ArrayList<>();
    for (String entry : Collections.list(store.aliases())) {
      if (store.getCertificate(entry) instanceof X509Certificate certificate) {
        own.add(certificate);
      }
    }
    return new SealKeys(secret, chain, own);
  }

  private static String onlyKey(KeyStore store, Path file) throws KeyStoreException {
    List<String> keys = new ArrayList<>();
    for (String entry : Collections.list(store.aliases())) {
      if (store.isKeyEntry(entry)) {
        keys.add(entry);
      }
    }
    if (keys.size() == 1) {
      return keys.getFirst();
    }
    throw new SealKeyException(
        keys.isEmpty()
            ? "The signing keystore " + file + " holds no private key"
            : "The signing keystore " + file + " holds several keys: name one by its alias");
  }

  /** Whether the key was made by the program itself, to show what signing looks like. */
  public boolean isDemonstration() {
    return DemonstrationKey.made(certificate());
  }

  /** When the first certificate of the chain ceases to be valid. */
  public Instant expires() {
    Instant first = certificate().getNotAfter().toInstant();
    for (X509Certificate one : chain) {
      Instant end = one.getNotAfter().toInstant();
      first = end.isBefore(first) ? end : first;
    }
    return first;
  }

  /** Whether readers would accept what is signed at that time. */
  public boolean isValidAt(Instant at) {
    return !at.isBefore(certificate().getNotBefore().toInstant()) && !at.isAfter(expires());
  }

  /** Of the key that signs now, and of former ones. */
  public List<X509Certificate> certificates() {
    return own;
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  List<X509Certificate> chain() {
    return chain;
  }
}
