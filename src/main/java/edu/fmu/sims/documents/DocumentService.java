package edu.fmu.sims.documents;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.Disclosures;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.Clock;
import java.time.Instant;

/** Reads the register, hands out files, and revokes. */
public final class DocumentService {
  private final Transactions transactions;
  private final AuditLog audit;
  private final Disclosures disclosures;
  private final DocumentRegister register;
  private final DocumentFiles files;
  private final Clock clock;
  private final Listing<DocumentView> listing;

  public DocumentService(
      Transactions transactions,
      AuditLog audit,
      Disclosures disclosures,
      DocumentFiles files,
      Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.disclosures = disclosures;
    this.register = new DocumentRegister(transactions);
    this.files = files;
    this.clock = clock;
    this.listing =
        Listing.of(
                transactions,
                DocumentView.class,
                DocumentView.COLUMNS,
                "document d join student st on st.id = d.student_id",
                "d.id",
                DocumentView::of)
            .filter("student", Filter.number("d.student_id"))
            .filter("type", Filter.text("d.type"))
            .filter("status", Filter.text(DocumentView.STATUS))
            .search("d.serial", "st.reg_no")
            .order("serial", "d.serial", "text")
            .order("type", "d.type", "text")
            .order("issued_at", "d.issued_at", "timestamptz")
            .orderNullable("revoked_at", "d.revoked_at", "timestamptz")
            .build();
  }

  private static Scope scope(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR, EXAM_CELL -> Scope.ALL;
      case STUDENT ->
          where -> {
            Long own = caller.studentId();
            if (own == null) {
              where.none();
            } else {
              where.and("d.student_id = ?", own);
            }
          };
      case FACULTY, NONE -> where -> where.none();
    };
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<DocumentView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  /**
   * One document.
   *
   * @throws Problem 404 when it is out of the caller's reach
   */
  public DocumentView get(Caller caller, long id) {
    return listing.get(id, scope(caller));
  }

  /**
   * {@link #get}, as it stood then, by the dates that the register keeps.
   *
   * @throws Problem 404 when it had not been issued yet
   */
  DocumentView asOf(Caller caller, long id, AsOf asOf) {
    DocumentView now = get(caller, id);
    Instant at = asOf.at();
    if (at == null) {
      return now;
    }
    if (now.issuedAt().isAfter(at)) {
      throw Problem.notFound("Document");
    }
    return now.asOf(at);
  }

  /**
   * The document with its file. Who else than the holder gets it is noted.
   *
   * @throws Problem 404 when it is out of the caller's reach, 409 when the file is gone or damaged
   */
  IssuedDocument download(Caller caller, long id) {
    DocumentView view = get(caller, id);
    IssuedDocument document = withFile(id);
    disclosures.given(caller, view.type(), view.student());
    return document;
  }

  /**
   * The document with its file, for the product itself.
   *
   * @throws Problem 404 without such a document, 409 when the file is gone or damaged
   */
  public IssuedDocument withFile(long id) {
    DocumentRegister.Entry entry =
        register.byId(id).orElseThrow(() -> Problem.notFound("Document"));
    return files
        .read(entry.fileHash())
        .map(file -> Issuer.document(entry, file))
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.FILE_DAMAGED,
                    "The file of "
                        + entry.serial()
                        + " is missing or damaged and is not handed out. Restore it from the"
                        + " backup, or issue the document anew."));
  }

  /** Whether it may no longer be relied on. */
  boolean isRevoked(long id) {
    return register.byId(id).filter(entry -> entry.revokedAt() != null).isPresent();
  }

  /**
   * Revokes a document: it stays in the register and keeps its file, and everybody who checks it
   * reads the reason. A superseded one can be revoked, too.
   *
   * @throws Problem 409 when it is revoked already
   */
  DocumentView revoke(Caller caller, long id, String reason, IfMatch condition) {
    return transactions.call(
        () -> {
          register.lock(get(caller, id).student());
          DocumentView before = get(caller, id);
          condition.check(before.version());
          if (before.revokedAt() != null) {
            throw new Problem(
                ProblemType.CONFLICT,
                "This document is revoked already: " + before.revokedReason());
          }
          register.revoke(id, clock.instant(), caller.username(), reason);
          DocumentView after = get(caller, id);
          audit.updated(caller, "Document", id, before, after, reason);
          return after;
        });
  }
}
