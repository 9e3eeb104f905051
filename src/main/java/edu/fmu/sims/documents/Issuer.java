package edu.fmu.sims.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.documents.DocumentRegister.Entry;
import edu.fmu.sims.documents.DocumentRegister.NewEntry;
import edu.fmu.sims.documents.Draft.Imprint;
import edu.fmu.sims.holds.HoldService;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Issues documents of every kind. What a document states is frozen with it; as long as nothing of
 * that changes the same document is handed out again, and when something does, the new one
 * supersedes the old.
 */
public final class Issuer {
  private static final String MODEL = "Document";
  private static final int CREATED = 201;

  private final Transactions transactions;
  private final AuditLog audit;
  private final HoldService holds;
  private final DocumentRegister register;
  private final DocumentFiles files;
  private final Seal seal;
  private final String publicUrl;
  private final ZoneId zone;
  private final Clock clock;

  public Issuer(
      Transactions transactions,
      AuditLog audit,
      HoldService holds,
      DocumentFiles files,
      Seal seal,
      SimsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.holds = holds;
    this.register = new DocumentRegister(transactions);
    this.files = files;
    this.seal = seal;
    this.publicUrl = config.publicUrl();
    this.zone = config.zone();
    this.clock = clock;
  }

  /** The institution's signature. It is set within the transaction, so it must not take long. */
  @FunctionalInterface
  public interface Seal {
    /** Leaves files as they are. */
    Seal NONE = (file, at) -> file;

    /** The file, signed at that time. */
    byte[] set(byte[] file, Instant at);

    /** Whether the file was issued without a signature that could be set at that time. */
    default boolean isMissing(byte[] file, Instant at) {
      return false;
    }
  }

  /**
   * The document of that type for the student: the one that stands, or a new one when what it
   * states has changed, its file is damaged, or it went out unsigned when no key was there. While a
   * hold stands there is none; only the office may then still make a provisional transcript, for
   * its own use.
   *
   * @param draft reads what the document would state; refuses students out of the caller's reach
   * @throws edu.fmu.sims.web.Problem 409 with the reasons while a hold stands
   */
  public IssuedDocument issue(
      DocumentType type, long studentId, Occasion occasion, Supplier<Draft> draft) {
    return transactions.call(
        () -> {
          Draft first = draft.get();
          if (!type.equals(DocumentType.PROVISIONAL) || !occasion.isByOffice()) {
            demandNoHold(occasion.caller(), studentId);
          }
          Optional<IssuedDocument> standing = standing(type, studentId, first);
          if (standing.isPresent()) {
            return standing.get();
          }
          register.lock(studentId);
          Draft latest = draft.get();
          return standing(type, studentId, latest)
              .orElseGet(() -> issueNew(type, studentId, occasion, latest));
        });
  }

  /** Why a student is held is no teacher's business. */
  private void demandNoHold(Caller caller, long studentId) {
    try {
      holds.demandNone(studentId);
    } catch (Problem held) {
      throw caller.may(Permission.HOLDS_READ) ? held : new Problem(ProblemType.HELD);
    }
  }

  private Optional<IssuedDocument> standing(DocumentType type, long studentId, Draft draft) {
    String content = hash(snapshot(draft));
    return register
        .current(studentId, type.name())
        .filter(entry -> entry.contentHash().equals(content))
        .flatMap(
            entry ->
                files
                    .read(entry.fileHash())
                    .filter(file -> !seal.isMissing(file, clock.instant()))
                    .map(file -> document(entry, file)));
  }

  static IssuedDocument document(Entry entry, byte[] file) {
    return new IssuedDocument(
        entry.id(),
        entry.type(),
        entry.serial(),
        entry.fileHash(),
        entry.studentId(),
        entry.regNo(),
        entry.holderName(),
        file);
  }

  private IssuedDocument issueNew(
      DocumentType type, long studentId, Occasion occasion, Draft draft) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    String serial = serial(type, today.getYear());
    String code = Codes.random(Codes.DOCUMENT);
    Imprint imprint = new Imprint(serial, today, publicUrl + "/verify/" + code);
    byte[] file = seal.set(draft.print().apply(imprint), now);
    String fileHash = DocumentFiles.hash(file);
    files.keep(fileHash, file);
    String snapshot = snapshot(draft);
    long id =
        register.enter(
            new NewEntry(
                type.name(),
                studentId,
                draft.holder().name(),
                draft.holder().program(),
                serial,
                code,
                snapshot,
                hash(snapshot),
                fileHash,
                now,
                occasion.issuedBy(),
                occasion.reason()));
    audit.record(
        occasion.caller(),
        CREATED,
        MODEL,
        String.valueOf(id),
        serial + " issued for student " + studentId + ": " + occasion.reason(),
        null,
        null);
    return new IssuedDocument(
        id,
        type.name(),
        serial,
        fileHash,
        studentId,
        draft.holder().regNo(),
        draft.holder().name(),
        file);
  }

  private String serial(DocumentType type, int year) {
    return String.format(
        Locale.ROOT, "%s-%d-%06d", type.prefix(), year, register.nextNumber(type.counter(), year));
  }

  private static String snapshot(Draft draft) {
    try {
      return Json.MAPPER.writeValueAsString(draft.states());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a snapshot", e);
    }
  }

  private static String hash(String text) {
    return DocumentFiles.hash(text.getBytes(StandardCharsets.UTF_8));
  }
}
