package edu.fmu.sims.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.documents.DocumentRegister.FileEntry;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.jobs.Schedule;
import edu.fmu.sims.web.Json;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads every file that the register names, each night, and compares it with its hash: a document
 * that is gone or altered is found while the last good backup still exists, and not years later by
 * its holder. What is found ends the job as dead, which wakes an operator; the reason names the
 * serials.
 */
public final class DocumentFilesJob implements JobHandler {
  private static final LocalTime AT_NIGHT = LocalTime.of(4, 10);
  private static final int PAGE = 200;
  private static final int MOST_NAMED = 20;

  private final DocumentRegister register;
  private final DocumentFiles files;

  public DocumentFilesJob(DocumentRegister register, DocumentFiles files) {
    this.register = register;
    this.files = files;
  }

  @Override
  public String type() {
    return "check_document_files";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.daily(AT_NIGHT));
  }

  @Override
  public ObjectNode run(JobContext job) {
    int total = register.size();
    int checked = 0;
    List<String> damaged = new ArrayList<>();
    List<FileEntry> page = register.filesAfter(0, PAGE);
    while (!page.isEmpty()) {
      for (FileEntry entry : page) {
        if (files.read(entry.hash()).isEmpty()) {
          damaged.add(entry.serial());
        }
      }
      checked += page.size();
      job.progress(checked, Math.max(checked, total), damaged.size());
      page = register.filesAfter(page.getLast().id(), PAGE);
    }
    if (!damaged.isEmpty()) {
      throw new PermanentFailure(
          damaged.size()
              + " of "
              + checked
              + " files of documents are gone or altered; restore them from a backup: "
              + String.join(", ", damaged.subList(0, Math.min(damaged.size(), MOST_NAMED)))
              + (damaged.size() > MOST_NAMED ? " and others." : "."));
    }
    return Json.MAPPER.createObjectNode().put("checked", checked);
  }
}
