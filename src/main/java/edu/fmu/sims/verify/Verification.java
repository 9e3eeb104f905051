package edu.fmu.sims.verify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.fmu.sims.documents.DocumentRegister.Entry;
import edu.fmu.sims.documents.ShareService.Opened;
import edu.fmu.sims.web.Choices;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
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
 * @param regNo "" unless the holder shared all
 * @param sharedUntil when the holder's link ends; null for what is printed on the document
 * @param signature what the signature in the file is worth: {@code none}, {@code valid}, {@code
 *     expired} (the institution's, with a certificate that has expired since), {@code broken} or
 *     {@code foreign}; "" for a code
 * @param alteration in which way the file is not what was issued: {@code appended}, {@code
 *     cut_short}, {@code signature_missing}, {@code signature_broken}, {@code signature_foreign} or
 *     {@code content_changed}; "" when it is not altered
 * @param studentId for clients of the older server; null when nothing is known
 */
public record Verification(
    boolean valid,
    @Choices({"valid", "revoked", "superseded", "altered", "unknown"}) String status,
    String serial,
    String type,
    String studentName,
    String program,
    @Nullable Instant issuedAt,
    String reason,
    String regNo,
    @Nullable Instant sharedUntil,
    String signature,
    String alteration,
    @JsonIgnore @Nullable Long studentId) {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Nothing is known of what was shown. */
  static Verification unknown(String reason) {
    return nameless("unknown", reason);
  }

  /** It is not what was issued, and does not say of which document it was made. */
  static Verification altered(String reason) {
    return nameless("altered", reason).with(Alteration.CONTENT_CHANGED);
  }

  private static Verification nameless(String status, String reason) {
    return new Verification(false, status, "", "", "", "", null, reason, "", null, "", "", null);
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
  static Verification altered(Entry entry, Alteration alteration) {
    return of(entry, "altered", alteration.words()).with(alteration);
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
        "",
        null,
        "",
        "",
        entry.studentId());
  }

  /** The same with what the holder shared. */
  Verification sharing(Entry entry, Opened share) {
    return new Verification(
        valid,
        status,
        serial,
        type,
        entry.holderName(),
        program,
        issuedAt,
        reason,
        share.isFull() ? entry.regNo() : "",
        share.expiresAt(),
        signature,
        alteration,
        studentId);
  }

  private Verification with(Alteration how) {
    return with(signature, how.code());
  }

  /** The same with what the signature in the file is worth. */
  Verification signed(String worth) {
    return with(worth, alteration);
  }

  private Verification with(String worth, String how) {
    return new Verification(
        valid,
        status,
        serial,
        type,
        studentName,
        program,
        issuedAt,
        reason,
        regNo,
        sharedUntil,
        worth,
        how,
        studentId);
  }

  private static String initials(String name) {
    return Arrays.stream(SPACES.split(name.strip()))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + ".")
        .collect(Collectors.joining(" "));
  }
}
