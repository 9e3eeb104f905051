package edu.fmu.sims.imports;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.imports.ImportStore.Stored;
import edu.fmu.sims.imports.Result.Change;
import edu.fmu.sims.jobs.JobQueue;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Done.Action;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Upload;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Files of records: tried out, left to a job, applied by it all or nothing, and taken back. */
public final class ImportService {
  private static final String MODEL = "Import";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int RETENTION_DAYS = 30;
  private static final int MOST_REASONS = 100;

  private final Transactions transactions;
  private final AuditLog audit;
  private final JobQueue queue;
  private final Map<ImportKind, Kind> kinds;
  private final ImportStore store;
  private final Listing<ImportView> listing;
  private final Listing<Detail> details;

  public ImportService(
      Transactions transactions, AuditLog audit, JobQueue queue, ImportKinds kinds) {
    this.transactions = transactions;
    this.audit = audit;
    this.queue = queue;
    this.kinds = kinds.all();
    this.store = new ImportStore(transactions);
    this.listing =
        Listing.of(
                transactions,
                ImportView.class,
                ImportView.COLUMNS,
                ImportView.FROM,
                "i.id",
                ImportView::of)
            .filter("kind", Filter.text("i.kind"))
            .filter("state", Filter.text("(" + ImportView.STATE + ")"))
            .filter("dry_run", Filter.flag("i.dry_run"))
            .search("i.kind", "i.file_name", "i.created_by")
            .order("created_at", "i.created_at", "timestamptz")
            .defaultOrder("-id")
            .build();
    this.details =
        Listing.of(
                transactions,
                Detail.class,
                ImportView.COLUMNS + ", i.changes, i.errors",
                ImportView.FROM,
                "i.id",
                Detail::of)
            .build();
  }

  /**
   * What a file would do.
   *
   * @param changes the rows that would make or change a record
   * @param errors what is wrong, the first thousand; with one, nothing would be written
   */
  public record Checked(
      long id,
      int created,
      int updated,
      int unchanged,
      List<Change> changes,
      List<Fault> errors,
      int errorCount) {}

  /** The promise of an import. */
  public record Enqueued(long id, long jobId) {}

  private static Scope scope(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR -> Scope.ALL;
      case FACULTY, EXAM_CELL, STUDENT, NONE ->
          where -> where.and("i.created_by_id = ?", caller.userId());
    };
  }

  Page<ImportView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller));
  }

  Detail get(Caller caller, long id) {
    return details.find(id, scope(caller)).orElseThrow(() -> Problem.notFound(MODEL));
  }

  /**
   * Tells what the file would do, and does nothing.
   *
   * @throws Problem 400 on {@code file} when it cannot be read
   */
  Checked check(Caller caller, ImportKind kind, Upload upload) {
    checkOpen(caller, kind);
    Sheet sheet = SheetReader.read(upload.bytes());
    Result result = tryOut(caller, kind, sheet);
    long id =
        transactions.call(
            () -> {
              store.forget(RETENTION_DAYS);
              long added = store.add(caller, kind, upload.name(), upload.bytes(), true);
              store.setResult(added, "checked", result);
              return added;
            });
    return new Checked(
        id,
        result.count(Action.CREATED),
        result.count(Action.UPDATED),
        result.count(Action.UNCHANGED),
        result.changes(),
        result.faults(),
        result.faultCount());
  }

  /** By doing it, and taking it back: so it is refused by every rule that would refuse it. */
  private Result tryOut(Caller caller, ImportKind kind, Sheet sheet) {
    try {
      return transactions.call(
          () -> {
            throw new ImportRejected(write(caller, kind, sheet, rows -> {}));
          });
    } catch (ImportRejected end) {
      return end.result();
    }
  }

  private Result write(Caller caller, ImportKind kind, Sheet sheet, IntConsumer advance) {
    Table table = Table.of(kind, sheet);
    Outcome outcome = kind(kind).write(caller, table, advance);
    outcome.faults().addAll(table.faults());
    return Result.of(outcome);
  }

  private Kind kind(ImportKind kind) {
    Kind found = kinds.get(kind);
    if (found == null) {
      throw new IllegalStateException("nobody writes " + kind);
    }
    return found;
  }

  private static void checkOpen(Caller caller, ImportKind kind) {
    if (!kind.isOpenTo(caller)) {
      throw new Problem(
          ProblemType.FORBIDDEN, "You may import scores and attendance of your own sections.");
    }
  }

  /**
   * Leaves the file to a job.
   *
   * @throws Problem 400 on {@code file} when it cannot be read
   */
  Enqueued enqueue(Caller caller, ImportKind kind, Upload upload) {
    checkOpen(caller, kind);
    int rows = SheetReader.read(upload.bytes()).rows().size();
    return transactions.call(
        () -> {
          store.forget(RETENTION_DAYS);
          long id = store.add(caller, kind, upload.name(), upload.bytes(), false);
          long job = queue.enqueue(NewJob.of(ImportJob.TYPE, new ImportJob.Payload(id), caller));
          store.setJob(id, job);
          audit.record(
              caller,
              ACCEPTED,
              MODEL,
              String.valueOf(id),
              "Import of " + rows + " rows of " + kind.label() + " requested",
              null,
              null);
          return new Enqueued(id, job);
        });
  }

  /** How many rows the file of an import has. */
  int rows(long id) {
    return transactions.call(() -> SheetReader.read(content(store.lock(id))).rows().size());
  }

  /**
   * Applies an import in the open transaction, once: what is applied already is left alone.
   *
   * @param advance hears of every few rows that are through
   * @throws ImportRejected when rows are at fault; nothing of the transaction may stand
   */
  Detail apply(long id, IntConsumer advance) {
    Stored stored = store.lock(id);
    Caller sender = stored.sender();
    if (stored.state().equals("queued") || stored.state().equals("failed")) {
      checkOpen(sender, stored.kind());
      if (!store.stillMay(sender)) {
        throw new Problem(ProblemType.FORBIDDEN, sender.username() + " may not import any more.");
      }
      store.queueUp(stored.kind());
      Result result = write(sender, stored.kind(), SheetReader.read(content(stored)), advance);
      if (result.faultCount() > 0) {
        throw new ImportRejected(result);
      }
      store.setResult(id, "applied", result);
      store.addRecords(id, result);
      audit.record(
          sender, OK, MODEL, String.valueOf(id), summary(stored.kind(), result), null, null);
    }
    return details.find(id, Scope.ALL).orElseThrow();
  }

  private static String summary(ImportKind kind, Result result) {
    return "Import of %s applied: %d created, %d updated, %d unchanged"
        .formatted(
            kind.label(),
            result.count(Action.CREATED),
            result.count(Action.UPDATED),
            result.count(Action.UNCHANGED));
  }

  private static byte[] content(Stored stored) {
    byte[] content = stored.content();
    if (content == null) {
      throw new Problem(ProblemType.NOT_FOUND, "The file is not kept any more. Send it again.");
    }
    return content;
  }

  /** Notes that an import was not applied, and why. */
  void failed(long id, Result result) {
    store.setResult(id, "failed", result);
  }

  /**
   * Takes an import back: what it made goes, what it changed is as it was.
   *
   * @throws Problem 409 when it is not applied, or with the reasons under {@code rows} when
   *     something depends on it or was changed since
   */
  Detail undo(Caller caller, long id) {
    return transactions.call(
        () -> {
          get(caller, id);
          Stored stored = store.lock(id);
          if (!stored.state().equals("applied")) {
            throw Problem.on(
                ProblemType.CONFLICT,
                "state",
                "An import that is " + stored.state() + " cannot be undone.");
          }
          checkOpen(caller, stored.kind());
          List<Fault> reasons =
              kind(stored.kind()).undo(caller, store.traces(id), "Undo of import " + id);
          if (!reasons.isEmpty()) {
            throw new Problem(
                ProblemType.CONFLICT,
                "The import cannot be undone: something depends on it or was changed since.",
                Map.of("rows", reasons.stream().limit(MOST_REASONS).toList()));
          }
          store.undone(id, caller);
          audit.record(
              caller, OK, MODEL, String.valueOf(id), "Import " + id + " undone", null, null);
          return get(caller, id);
        });
  }

  /** The rows at fault, with the messages, to be mended and sent again. */
  String rejects(Caller caller, long id) {
    Detail detail = get(caller, id);
    Sheet sheet = transactions.call(() -> SheetReader.read(content(store.lock(id))));
    return Rejects.of(sheet, detail.errors());
  }
}
