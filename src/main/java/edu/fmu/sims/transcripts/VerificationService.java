package edu.fmu.sims.transcripts;

import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.transcripts.DocumentRegister.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells anybody whether a printed code stands for a document of this house, and no more than a
 * stranger needs: the holder by initials only.
 */
public final class VerificationService {
  private static final Pattern CODE = Pattern.compile("[0-9a-z]{26}");
  private static final Verification UNKNOWN =
      new Verification(
          false,
          "unknown",
          "",
          "",
          "",
          "",
          null,
          "No document of this institution has this code.",
          null);

  private final DocumentRegister register;

  public VerificationService(Transactions transactions) {
    this.register = new DocumentRegister(transactions);
  }

  /**
   * The answer to a check.
   *
   * @param status {@code valid}, {@code revoked}, {@code superseded} or {@code unknown}
   * @param serial "" for an unknown code, as the texts after it
   * @param reason why it is not valid; "" when it is
   * @param studentId for clients of the older server; null for an unknown code
   */
  public record Verification(
      boolean valid,
      String status,
      String serial,
      String type,
      String studentName,
      String program,
      @Nullable Instant issuedAt,
      String reason,
      @Nullable Long studentId) {}

  /** Checks a code, as printed or as typed from paper. */
  public Verification verify(String code) {
    String typed = typed(code);
    Optional<Entry> entry =
        CODE.matcher(typed).matches() ? register.byCode(typed) : Optional.empty();
    return entry.map(VerificationService::known).orElse(UNKNOWN);
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

  private static Verification known(Entry entry) {
    String status = "valid";
    String reason = "";
    if (entry.revokedAt() != null) {
      status = "revoked";
      reason = "This document was revoked: " + entry.revokedReason();
    } else if (entry.supersededAt() != null) {
      status = "superseded";
      reason = "A newer document has taken its place.";
    }
    return new Verification(
        status.equals("valid"),
        status,
        entry.serial(),
        entry.type(),
        initials(entry.studentName()),
        entry.program(),
        entry.issuedAt(),
        reason,
        entry.studentId());
  }

  private static String initials(String name) {
    return Arrays.stream(name.strip().split("\\s+"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + ".")
        .collect(Collectors.joining(" "));
  }
}
