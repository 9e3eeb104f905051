package edu.fmu.sims.verify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.documents.DocumentRegister.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a check.
 *
 * @param status {@code valid}, {@code revoked}, {@code superseded}, {@code altered} or {@code
 *     unknown}
 * @param serial "" when nothing is known, as the texts after it
 * @param studentName the holder's initials, unless the holder shared more
 * @param reason why it is not valid; "" when it is
 * @param studentId for clients of the older server; null when nothing is known
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
    @JsonIgnore @Nullable Long studentId) {

  /** Nothing is known of what was shown. */
  static Verification unknown(String reason) {
    return nameless("unknown", reason);
  }

  /** It is not what was issued, and says not of which document it pretends to be. */
  static Verification altered(String reason) {
    return nameless("altered", reason);
  }

  private static Verification nameless(String status, String reason) {
    return new Verification(false, status, "", "", "", "", null, reason, null);
  }

  /** What was shown is that document. */
  static Verification of(Entry entry) {
    String status = "valid";
    String reason = "";
    if (entry.revokedAt() != null) {
      status = "revoked";
      reason = "This document was revoked: " + entry.revokedReason();
    } else if (entry.supersededAt() != null) {
      status = "superseded";
      reason = "A newer document has taken its place.";
    }
    return of(entry, status, reason);
  }

  /** What was shown carries the code of that document and is not it. */
  static Verification altered(Entry entry, String reason) {
    return of(entry, "altered", reason);
  }

  private static Verification of(Entry entry, String status, String reason) {
    return new Verification(
        status.equals("valid"),
        status,
        entry.serial(),
        entry.type(),
        initials(entry.holderName()),
        entry.program(),
        entry.issuedAt(),
        reason,
        entry.studentId());
  }

  /** The same with the holder's name in full. */
  Verification naming(String name) {
    return new Verification(
        valid, status, serial, type, name, program, issuedAt, reason, studentId);
  }

  private static String initials(String name) {
    return Arrays.stream(name.strip().split("\\s+"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + ".")
        .collect(Collectors.joining(" "));
  }
}
