package edu.fmu.sims.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * What the signatures in a file are worth. The file is not parsed, only looked through for signed
 * ranges, so nothing in it can make this fail, run long or take more memory than a few copies of
 * the file. That a certificate has expired or been replaced does not make a signature false: the
 * document was signed when it was issued.
 *
 * @param state of the best signature in the file
 * @param appended whether bytes follow what that signature covers
 * @param certificateEnds when the certificate of a valid signature ceases to be valid; else null
 */
public record SignatureReading(State state, boolean appended, @Nullable Instant certificateEnds) {

  /** What a signature is worth. */
  public enum State {
    /** There is none. */
    NONE,
    /** Made with a key of the institution over these very bytes. */
    VALID,
    /** There is one, but not over these bytes. */
    BROKEN,
    /** Made over these bytes with somebody else's key. */
    FOREIGN
  }

  private static final Pattern RANGE =
      Pattern.compile(
          "/ByteRange\\s{0,9}\\[\\s{0,9}(\\d{1,9})\\s{1,9}(\\d{1,9})\\s{1,9}(\\d{1,9})\\s{1,9}(\\d{1,9})\\s{0,99}]");

  private static final int MOST_SIGNATURES = 8;
  private static final int MOST_HEX_DIGITS = 128 * 1024;

  /**
   * Looks at the signatures of a file.
   *
   * @param own the certificates of the institution, present and former
   */
  public static SignatureReading of(byte[] file, Collection<X509Certificate> own) {
    SignatureReading best = new SignatureReading(State.NONE, false, null);
    Matcher ranges = RANGE.matcher(new String(file, StandardCharsets.ISO_8859_1));
    for (int i = 0; i < MOST_SIGNATURES && ranges.find(); i++) {
      int[] range = new int[4];
      for (int j = 0; j < range.length; j++) {
        range[j] = Integer.parseInt(ranges.group(j + 1));
      }
      SignatureReading one = read(file, range, own);
      if (rank(one.state) >= rank(best.state)) {
        best = one;
      }
    }
    return best;
  }

  /** Whether there is any signature in the file, whatever it is worth. */
  public static boolean isSigned(byte[] file) {
    return RANGE.matcher(new String(file, StandardCharsets.ISO_8859_1)).find();
  }

  private static int rank(State state) {
    return switch (state) {
      case NONE -> 0;
      case BROKEN -> 1;
      case FOREIGN -> 2;
      case VALID -> 3;
    };
  }

  // Bouncy Castle's parser may fail in any way at what somebody made up, as deep nesting
  private static SignatureReading read(byte[] file, int[] range, Collection<X509Certificate> own) {
    int gap = range[1];
    int after = range[2];
    long end = (long) after + range[3];
    SignatureReading broken = new SignatureReading(State.BROKEN, end < file.length, null);
    if (range[0] != 0 || gap >= after - 2 || end > file.length || after - gap > MOST_HEX_DIGITS) {
      return broken;
    }
    try {
      byte[] padded = hexBetween(file, gap, after);
      byte[] content = Arrays.copyOf(file, gap + range[3]);
      System.arraycopy(file, after, content, gap, range[3]);
      CMSSignedData signed = parse(padded, content);
      SignerInformation signer = onlySigner(signed);
      for (X509Certificate certificate : own) {
        if (isBy(signer, new X509CertificateHolder(certificate.getEncoded()))) {
          return new SignatureReading(
              State.VALID, broken.appended, certificate.getNotAfter().toInstant());
        }
      }
      for (X509CertificateHolder certificate : signed.getCertificates().getMatches(null)) {
        if (isBy(signer, certificate)) {
          return new SignatureReading(State.FOREIGN, broken.appended, null);
        }
      }
    } catch (Exception | StackOverflowError e) {
      return broken;
    }
    return broken;
  }

  /** All of the gap is the signature: digits of one form between angle brackets. */
  private static byte[] hexBetween(byte[] file, int gap, int after) {
    if (file[gap] != '<' || file[after - 1] != '>') {
      throw new IllegalArgumentException("No signature stands in the gap");
    }
    return HexFormat.of()
        .parseHex(new String(file, gap + 1, after - gap - 2, StandardCharsets.ISO_8859_1));
  }

  private static CMSSignedData parse(byte[] padded, byte[] content)
      throws CMSException, IOException {
    try (ASN1InputStream in = new ASN1InputStream(padded)) {
      CMSSignedData signed =
          new CMSSignedData(
              new CMSProcessableByteArray(content), ContentInfo.getInstance(in.readObject()));
      // Whoever hides something behind the signature changes the document
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != 0) {
          throw new IllegalArgumentException("Something stands behind the signature");
        }
      }
      return signed;
    }
  }

  private static SignerInformation onlySigner(CMSSignedData signed) {
    if (signed.getSignerInfos().size() != 1) {
      throw new IllegalArgumentException("Not one signer");
    }
    return signed.getSignerInfos().iterator().next();
  }

  private static boolean isBy(SignerInformation signer, X509CertificateHolder certificate)
      throws CMSException, GeneralSecurityException, OperatorCreationException {
    // the key alone: with the certificate its validity at the time would count as well
    return signer.getSID().match(certificate)
        && signer.verify(
            new JcaSimpleSignerInfoVerifierBuilder()
                .build(
                    new JcaX509CertificateConverter().getCertificate(certificate).getPublicKey()));
  }
}
