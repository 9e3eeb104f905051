package edu.fmu.sims.verify;

import edu.fmu.sims.documents.Codes;
import edu.fmu.sims.documents.DocumentRegister;
import edu.fmu.sims.documents.DocumentRegister.Entry;
import edu.fmu.sims.documents.DocumentService;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.ShareService;
import edu.fmu.sims.documents.ShareService.Opened;
import edu.fmu.sims.pdf.Inspection;
import edu.fmu.sims.pdf.SignatureReading;
import edu.fmu.sims.pdf.SignatureReading.State;
import edu.fmu.sims.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Tells anybody whether a printed code, a holder's link or a file stands for a document of this
 * house, and no more than a stranger needs. Codes are 130 random bits: trying them leads nowhere. A
 * file is the one that was issued byte for byte, or it is none of ours; so a certificate that has
 * expired since takes nothing from it.
 */
public final class VerificationService {
  private static final String NO_SUCH_CODE = "No document of this institution has this code.";

  private final DocumentRegister register;
  private final DocumentService documents;
  private final ShareService shares;
  private final FileCheck fileCheck;
  private final MeterRegistry meters;

  public VerificationService(
      DocumentRegister register,
      DocumentService documents,
      ShareService shares,
      FileCheck fileCheck,
      MeterRegistry meters) {
    this.register = register;
    this.documents = documents;
    this.shares = shares;
    this.fileCheck = fileCheck;
    this.meters = meters;
  }

  /**
   * Checks a code, as printed or as typed from paper, or what a holder's link ends in.
   *
   * @param remoteAddr who asks; a holder sees the network that a link was opened from
   */
  public Verification verify(String code, String remoteAddr) {
    String typed = Codes.typed(code);
    Verification found;
    if (Codes.isCode(typed, Codes.DOCUMENT)) {
      found =
          register
              .byCode(typed)
              .map(Verification::of)
              .orElseGet(() -> Verification.unknown(NO_SUCH_CODE));
    } else if (Codes.isCode(typed, Codes.SHARE)) {
      found = shared(typed, remoteAddr);
    } else {
      found = Verification.unknown(NO_SUCH_CODE);
    }
    return counted("code", found);
  }

  private Verification shared(String token, String remoteAddr) {
    return shares
        .open(token, remoteAddr)
        .map(
            share ->
                share.isActive()
                    ? register
                        .byId(share.document())
                        .map(entry -> Verification.of(entry).sharing(entry, share))
                        .orElseGet(() -> Verification.unknown(NO_SUCH_CODE))
                    : Verification.unknown(ended(share)))
        .orElseGet(() -> Verification.unknown(NO_SUCH_CODE));
  }

  private static String ended(Opened share) {
    return share.status().equals("expired")
        ? "This link has expired: a holder's link opens for 48 hours at most. Ask for a new one."
        : "The holder has withdrawn this link.";
  }

  /**
   * The document's file, for who was given a link that shows all.
   *
   * @throws Problem 404 for any other code, 409 when the file is gone or damaged
   */
  public IssuedDocument file(String code, String remoteAddr) {
    String typed = Codes.typed(code);
    Optional<Opened> share =
        Codes.isCode(typed, Codes.SHARE) ? shares.open(typed, remoteAddr) : Optional.empty();
    return documents.withFile(
        share
            .filter(Opened::isActive)
            .filter(Opened::isFull)
            .map(Opened::document)
            .orElseThrow(() -> Problem.notFound("File")));
  }

  /**
   * Checks a file: it must be, byte for byte, one that was issued.
   *
   * @throws Problem 400 for what is no PDF
   */
  public Verification verify(byte[] file) {
    return counted("file", check(file));
  }

  private Verification check(byte[] file) {
    Prefixes prefixes = Prefixes.of(file);
    Optional<Entry> same = register.byFiles(List.of(prefixes.whole()));
    SignatureReading reading = fileCheck.signature(file);
    Verification found =
        same.map(Verification::of).orElseGet(() -> checkOther(file, prefixes, reading));
    return found.signed(fileCheck.code(reading));
  }

  /** A file that is not in the register. */
  private Verification checkOther(byte[] file, Prefixes prefixes, SignatureReading reading) {
    Inspection inspection = Inspection.of(file);
    if (!inspection.isPdf()) {
      throw Problem.field("file", "This is no PDF. Send the document as it was issued.");
    }
    Optional<Entry> named =
        register.byFiles(prefixes.endings()).or(() -> register.byCodes(inspection.codes()));
    if (named.isPresent()) {
      Entry entry = named.get();
      return Verification.altered(entry, fileCheck.alteration(file, reading, entry));
    }
    if (reading.state() == State.VALID) {
      return Verification.unknown(
          "The institution's key has signed this file, but the register does not hold it. Ask the"
              + " institution.");
    }
    if (register.knowsOneOf(inspection.serials())) {
      // Serials can be guessed: what they stand for is not told to who has no code.
      return Verification.altered(
          "This file names a document of this institution, but it is not the file that was issued."
              + " Check the code printed on the document.");
    }
    if (inspection.isEncrypted()) {
      return Verification.unknown(
          "This institution has issued no such file: it issues none that is encrypted. Enter the"
              + " code printed on the document.");
    }
    return Verification.unknown(
        "This institution has issued no such file, and no code of it could be read in the file. A"
            + " scan or a photo cannot be checked: enter the code printed on the document.");
  }

  private Verification counted(String by, Verification found) {
    meters.counter("sims.verifications", "by", by, "status", found.status()).increment();
    return found;
  }
}
