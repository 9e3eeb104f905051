package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Applies an import in one transaction: cut off anywhere, nothing of it stands, and the next
 * attempt begins anew; once it has committed, a next attempt finds it done.
 */
public final class ImportJob implements JobHandler {
  /** The name that operators know. */
  public static final String TYPE = "apply_import";

  private static final int FIRST_SERVER_ERROR = 500;

  private final ImportService imports;

  public ImportJob(ImportService imports) {
    this.imports = imports;
  }

  /**
   * What the job is stored with.
   *
   * @param importId the import
   */
  record Payload(long importId) {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ObjectNode run(JobContext job) {
    long id = job.payload().path("import_id").asLong();
    try {
      Progress progress = new Progress(job, imports.rows(id));
      progress.show();
      Detail applied = job.commit(() -> imports.apply(id, progress::advance));
      progress.end();
      return Json.MAPPER
          .createObjectNode()
          .put("import", id)
          .put("created", applied.created())
          .put("updated", applied.updated())
          .put("unchanged", applied.unchanged());
    } catch (ImportRejected refused) {
      throw failed(job, id, refused.result());
    } catch (Problem refused) {
      if (refused.type().status() >= FIRST_SERVER_ERROR) {
        throw refused;
      }
      throw failed(job, id, new Result(List.of(), Fault.of(0, refused), 1));
    }
  }

  private PermanentFailure failed(JobContext job, long id, Result result) {
    job.commit(
        () -> {
          imports.failed(id, result);
          return id;
        });
    Fault first = result.faults().getFirst();
    return new PermanentFailure(
        "Nothing was imported: %d errors. The first, in row %d: %s"
            .formatted(result.faultCount(), first.row(), first.message()));
  }

  /** How far the import is, told beside its transaction: what is told within is not seen. */
  private static final class Progress {
    private final JobContext job;
    private final int total;
    private int done;

    Progress(JobContext job, int total) {
      this.job = job;
      this.total = total;
    }

    void advance(int rows) {
      done = Math.min(total, done + rows);
      AtomicReference<RuntimeException> failure = new AtomicReference<>();
      Thread aside =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      show();
                    } catch (RuntimeException e) {
                      failure.set(e);
                    }
                  });
      try {
        aside.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      RuntimeException thrown = failure.get();
      if (thrown != null) {
        throw thrown;
      }
    }

    void end() {
      done = total;
      show();
    }

    void show() {
      job.progress(done, total, 0);
    }
  }
}
