package edu.fmu.sims.verify;

import edu.fmu.sims.documents.DocumentRegister;
import edu.fmu.sims.documents.DocumentRegister.Entry;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells anybody whether a printed code stands for a document of this house, and no more than a
 * stranger needs. Codes are 130 random bits: trying them leads nowhere.
 */
public final class VerificationService {
  private static final Pattern CODE = Pattern.compile("[0-9a-z]{26}");

  private final DocumentRegister register;

  public VerificationService(DocumentRegister register) {
    this.register = register;
  }

  /** Checks a code, as printed or as typed from paper. */
  public Verification verify(String code) {
    String typed = typed(code);
    Optional<Entry> entry =
        CODE.matcher(typed).matches() ? register.byCode(typed) : Optional.empty();
    return entry
        .map(Verification::of)
        .orElseGet(() -> Verification.unknown("No document of this institution has this code."));
  }

  /** Letters that a reader of paper takes for digits are read as those digits. */
  private static String typed(String code) {
    return code.strip()
        .toLowerCase(Locale.ROOT)
        .replace('o', '0')
        .replace('i', '1')
        .replace('l', '1')
        .replace("-", "");
  }
}
