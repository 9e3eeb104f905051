package edu.fmu.sims.verify;

import edu.fmu.sims.documents.DocumentFiles;
import edu.fmu.sims.documents.DocumentRegister.Entry;
import edu.fmu.sims.pdf.SignatureReading;
import edu.fmu.sims.pdf.SignatureReading.State;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the signature in a file is worth, and how the file differs from what was issued. */
public final class FileCheck {
  private final DocumentFiles files;
  private final List<X509Certificate> own;
  private final Clock clock;

  /**
   * @param own the certificates of the institution, present and former
   */
  public FileCheck(DocumentFiles files, Collection<X509Certificate> own, Clock clock) {
    this.files = files;
    this.own = List.copyOf(own);
    this.clock = clock;
  }

  SignatureReading signature(byte[] file) {
    return SignatureReading.of(file, own);
  }

  /** How a file that carries the code of that document, or begins as it, differs from it. */
  Alteration alteration(byte[] shown, SignatureReading reading, Entry entry) {
    Optional<byte[]> issued = files.read(entry.fileHash());
    return Alteration.of(
        shown,
        reading,
        issued.orElse(new byte[0]),
        issued.map(file -> signature(file).state()).orElse(State.NONE));
  }

  /**
   * As clients know it: {@code none}, {@code valid}, {@code expired} (by the institution, with a
   * certificate that has expired since), {@code broken} or {@code foreign}.
   */
  String code(SignatureReading reading) {
    return switch (reading.state()) {
      case NONE -> "none";
      case VALID -> {
        Instant ends = reading.certificateEnds();
        yield ends != null && ends.isBefore(clock.instant()) ? "expired" : "valid";
      }
      case BROKEN -> "broken";
      case FOREIGN -> "foreign";
    };
  }
}
