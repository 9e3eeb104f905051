package edu.fmu.sims.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.pdf.SignatureReading.State;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Signs documents and finds out whether they were changed. */
class SealTest {

  private static final Instant AT = Instant.parse("2026-11-28T09:15:00Z");

  @TempDir static Path folder;

  private static SealKeys keys;
  private static byte[] unsigned;
  private static byte[] signed;

  @BeforeAll
  static void sign() {
    keys = DemonstrationKey.openOrMake(folder.resolve("key.p12"), AT);
    unsigned = new TranscriptWriter().write(Samples.transcript(8));
    signed = new Seal(keys).sign(unsigned, AT);
  }

  private static State state(byte[] file) {
    return SignatureReading.of(file, keys.certificates()).state();
  }

  @Test
  void ownDocumentIsKnownAndKeepsTheBytesThatWereSigned() {
    assertThat(Arrays.copyOf(signed, unsigned.length)).isEqualTo(unsigned);
    assertThat(SignatureReading.of(signed, keys.certificates()))
        .isEqualTo(new SignatureReading(State.VALID, false, keys.expires()));
    assertThat(state(unsigned)).isEqualTo(State.NONE);
  }

  @Test
  void everyAlteredByteIsNoticed() {
    Random random = new Random(5);
    List<Integer> places = new ArrayList<>(random.ints(40, 0, signed.length).boxed().toList());
    places.addAll(List.of(10, unsigned.length - 1, unsigned.length + 40, signed.length - 1));
    for (int at : places) {
      byte[] altered = signed.clone();
      altered[at] ^= 0x11;
      assertThat(state(altered)).as("byte " + at).isNotEqualTo(State.VALID);
    }
  }

  @Test
  void bytesBehindTheSignatureAreTold() {
    byte[] longer = Arrays.copyOf(signed, signed.length + 20);
    assertThat(SignatureReading.of(longer, keys.certificates()))
        .isEqualTo(new SignatureReading(State.VALID, true, keys.expires()));
  }

  @Test
  void anotherKeyIsForeign() {
    SealKeys other = DemonstrationKey.openOrMake(folder.resolve("other.p12"), AT);
    byte[] theirs = new Seal(other).sign(unsigned, AT);
    assertThat(state(theirs)).isEqualTo(State.FOREIGN);
  }

  @Test
  void documentsOfAFormerKeyStayOursAfterTheChange() throws Exception {
    SealKeys fresh = DemonstrationKey.openOrMake(folder.resolve("fresh.p12"), AT);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "secret".toCharArray();
    store.setKeyEntry(
        "fresh", fresh.key(), password, fresh.chain().toArray(X509Certificate[]::new));
    store.setCertificateEntry("former", keys.certificate());
    Path file = folder.resolve("both.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }

    SealKeys both = SealKeys.open(file, "secret", "");

    assertThat(SignatureReading.of(signed, both.certificates()).state()).isEqualTo(State.VALID);
    assertThat(state(new Seal(both).sign(unsigned, AT))).isEqualTo(State.FOREIGN);
  }

  @Test
  void keystoreThatCannotBeUsedIsToldInOneLine() throws Exception {
    Path none = folder.resolve("none.p12");
    assertThatThrownBy(() -> SealKeys.open(none, "x", ""))
        .isInstanceOf(SealKeyException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("none.p12");
    Path key = folder.resolve("key.p12");
    assertThatThrownBy(() -> SealKeys.open(key, "wrong", ""))
        .isInstanceOf(SealKeyException.class)
        .hasMessageContaining("password is wrong");
    assertThatThrownBy(() -> SealKeys.open(key, "demonstration", "another"))
        .isInstanceOf(SealKeyException.class)
        .hasMessageContaining("no key 'another'");
    Path empty = folder.resolve("empty.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("only", keys.certificate());
    try (OutputStream out = Files.newOutputStream(empty)) {
      store.store(out, "x".toCharArray());
    }
    assertThatThrownBy(() -> SealKeys.open(empty, "x", ""))
        .isInstanceOf(SealKeyException.class)
        .hasMessageContaining("no private key");
  }

  @Test
  void demonstrationKeyIsMadeOnceAndSaysWhatItIs() {
    SealKeys again = DemonstrationKey.openOrMake(folder.resolve("key.p12"), AT);
    assertThat(again.certificate()).isEqualTo(keys.certificate());
    assertThat(again.isDemonstration()).isTrue();
    assertThat(again.certificate().getSubjectX500Principal().getName()).contains("demonstration");
  }

  @Test
  void madeUpSignaturesNeverFail() {
    String nested = "30".repeat(30_000);
    for (String file :
        List.of(
            "",
            "%PDF-1.7 /ByteRange [0 1 2 3]",
            "%PDF-1.7 /ByteRange [0 999999999 999999999 999999999]",
            "%PDF-1.7 /ByteRange [999999999 1 2 3]",
            "<" + "3080".repeat(20_000) + "> /ByteRange [0 0 80002 5]",
            "<" + nested + "> /ByteRange [0 0 60002 5]",
            "<zz> /ByteRange [0 0 4 5]")) {
      assertThat(state(file.getBytes(StandardCharsets.ISO_8859_1))).isIn(State.NONE, State.BROKEN);
    }
  }

  static boolean hasPdfsig() {
    return Files.isExecutable(Path.of("/usr/bin/pdfsig"));
  }

  /** A reader of another house; it does not know who signed, but what and over which bytes. */
  @Test
  @EnabledIf("hasPdfsig")
  void pdfsigFindsTheSignatureValid() throws Exception {
    Path file = Files.write(folder.resolve("signed.pdf"), signed);
    Process process =
        new ProcessBuilder("pdfsig", "-nocert", file.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .contains("Signature is Valid")
        .contains("Total document signed")
        .contains("ETSI.CAdES.detached")
        .contains("demonstration key");
  }
}
