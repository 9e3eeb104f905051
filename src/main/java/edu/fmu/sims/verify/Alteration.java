package edu.fmu.sims.verify;

import edu.fmu.sims.pdf.SignatureReading;
import edu.fmu.sims.pdf.SignatureReading.State;
import java.util.Arrays;
import java.util.Locale;

/** In which way a file is not the document that was issued. */
enum Alteration {
  /** Bytes follow the document, as an incremental update. */
  APPENDED("This file begins as the document that was issued, but something was added to it."),
  /** It is the first part of the document. */
  CUT_SHORT("This file is a part of the document that was issued: its end is missing."),
  /** There is no signature, though the document was signed. */
  SIGNATURE_MISSING(
      "This file carries the code of a document of this institution, but not the signature that the"
          + " document was issued with. Rely on the lines below, not on the file."),
  /** There is a signature, but not over these bytes. */
  SIGNATURE_BROKEN(
      "This file carries the code of a document of this institution, but it was changed after it"
          + " was signed. Rely on the lines below, not on the file."),
  /** Somebody else has signed it. */
  SIGNATURE_FOREIGN(
      "This file carries the code of a document of this institution, but somebody else has signed"
          + " it. Rely on the lines below, not on the file."),
  /** Anything else. */
  CONTENT_CHANGED(
      "This file carries the code of a document of this institution, but it is not the file"
          + " that was issued. Rely on the lines below, not on the file.");

  private final String words;

  Alteration(String words) {
    this.words = words;
  }

  /**
   * Compares.
   *
   * @param issued the document; nothing when its file is damaged
   * @param signed what the signature of the document is worth
   */
  static Alteration of(byte[] shown, SignatureReading reading, byte[] issued, State signed) {
    if (issued.length > 0 && isStartOf(issued, shown)) {
      return APPENDED;
    }
    boolean unsigned = reading.state() == State.NONE && signed != State.NONE;
    if (isStartOf(shown, issued) && !(unsigned && endsAsPdf(shown))) {
      return CUT_SHORT;
    }
    if (unsigned) {
      return SIGNATURE_MISSING;
    }
    return switch (reading.state()) {
      case VALID -> reading.appended() ? APPENDED : CONTENT_CHANGED;
      case BROKEN -> SIGNATURE_BROKEN;
      case FOREIGN -> SIGNATURE_FOREIGN;
      case NONE -> CONTENT_CHANGED;
    };
  }

  private static boolean isStartOf(byte[] start, byte[] file) {
    return start.length < file.length
        && Arrays.equals(start, 0, start.length, file, 0, start.length);
  }

  /** Whether it ends where a revision of a PDF does. */
  private static boolean endsAsPdf(byte[] file) {
    int end = file.length;
    while (end > 0 && (file[end - 1] == '\n' || file[end - 1] == '\r')) {
      end--;
    }
    return Prefixes.isMark(file, end - Prefixes.MARK_LENGTH);
  }

  /** As clients know it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a person reads it. */
  String words() {
    return words;
  }
}
