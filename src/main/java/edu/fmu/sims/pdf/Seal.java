package edu.fmu.sims.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Map;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfSignature;
import org.openpdf.text.pdf.PdfSignatureAppearance;
import org.openpdf.text.pdf.PdfStamper;
import org.openpdf.text.pdf.PdfString;

/**
 * Signs finished documents with the institution's key, as PAdES baseline B. The signature covers
 * every byte of the file but itself. Safe for use by many threads.
 */
public final class Seal {

  private static final PdfName FILTER = new PdfName("Adobe.PPKLite");
  private static final PdfName CADES = new PdfName("ETSI.CAdES.detached");

  /** So OpenPDF calls leaving the version in the head of the file as it is. */
  private static final String KEEP_VERSION = "\0";

  private final SignatureMaker maker;
  private final String signer;
  private final int room;

  public Seal(SealKeys keys) {
    maker = new SignatureMaker(keys);
    X509Certificate certificate = keys.certificate();
    signer = SignatureMaker.nameOf(certificate);
    room = maker.room();
  }

  /**
   * The file with the signature added at its end.
   *
   * @param at what the signature gives as its time
   */
  public byte[] sign(byte[] file, Instant at) {
    GregorianCalendar time = GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 2 * room + 4096);
    try (PdfReader reader = new PdfReader(file)) {
      PdfStamper stamper = PdfStamper.createSignature(reader, out, KEEP_VERSION, null, true);
      PdfSignatureAppearance appearance = stamper.getSignatureAppearance();
      appearance.setSignDate(time);
      PdfSignature entry = new PdfSignature(FILTER, CADES);
      entry.setDate(new PdfDate(time));
      entry.put(PdfName.NAME, new PdfString(signer, PdfObject.TEXT_UNICODE));
      appearance.setCryptoDictionary(entry);
      appearance.preClose(Map.of(PdfName.CONTENTS, 2 * room + 2));
      byte[] padded = new byte[room];
      try (InputStream covered = appearance.getRangeStream()) {
        byte[] signature = maker.sign(covered.readAllBytes());
        System.arraycopy(signature, 0, padded, 0, signature.length);
      }
      PdfDictionary filled = new PdfDictionary();
      filled.put(PdfName.CONTENTS, new PdfString(padded).setHexWriting(true));
      appearance.close(filled);
    } catch (IOException e) {
      throw new IllegalArgumentException("This is no document of ours", e);
    }
    return out.toByteArray();
  }
}
