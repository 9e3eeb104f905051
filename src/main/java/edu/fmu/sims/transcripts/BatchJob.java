package edu.fmu.sims.transcripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.documents.DocumentFiles;
import edu.fmu.sims.documents.DocumentType;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobFiles;
import edu.fmu.sims.jobs.JobFiles.Kept;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.JobPart;
import edu.fmu.sims.jobs.JobParts;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the transcripts of many students, mails each the own one when asked, and leaves a ZIP of
 * them all.
 */
public final class BatchJob implements JobHandler {
  /** The name that operators know. */
  public static final String TYPE = "batch_generate_transcripts";

  private final TranscriptService transcripts;
  private final StudentService students;
  private final MailDelivery mail;
  private final JobFiles files;
  private final BatchArchive archive;
  private final Supplier<String> institution;

  /**
   * @param files where the ZIP goes
   * @param documents where the transcripts are
   * @param institution the name that the mails speak for
   */
  public BatchJob(
      TranscriptService transcripts,
      StudentService students,
      MailDelivery mail,
      JobFiles files,
      DocumentFiles documents,
      Supplier<String> institution) {
    this.transcripts = transcripts;
    this.students = students;
    this.mail = mail;
    this.files = files;
    this.archive = new BatchArchive(documents::read);
    this.institution = institution;
  }

  record Payload(boolean email) {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ObjectNode run(JobContext job) {
    JsonNode email = job.payload().path("email");
    if (!email.isBoolean()) {
      throw new PermanentFailure("The payload does not say whether to mail.");
    }
    JobParts parts = job.parts();
    parts.each(part -> issue(job, parts, part, email.asBoolean()));
    List<JobPart> all = parts.all();
    if (all.isEmpty()) {
      throw new PermanentFailure("The job names no students.");
    }
    Kept kept = files.keep(job.id(), out -> archive.write(all, out));
    return Json.MAPPER
        .createObjectNode()
        .put("url", BatchService.url(job.id()))
        .put("file", BatchService.fileName(job.id()))
        .put("sha256", kept.sha256())
        .put("bytes", kept.bytes());
  }

  private void issue(JobContext job, JobParts parts, JobPart part, boolean withMail) {
    IssuedDocument document =
        job.commit(
            () -> {
              IssuedDocument issued = issued(job, part.subject());
              ObjectNode note = BatchArchive.note(issued);
              parts.note(part, note.put(BatchArchive.STATUS, withMail ? "mailed" : "issued"));
              return issued;
            });
    if (withMail) {
      String address = address(job, part.subject());
      mail.deliver(
          job, TranscriptMailJob.message(address, document, institution.get()), part.subject());
    }
  }

  private IssuedDocument issued(JobContext job, long student) {
    try {
      return transcripts.issue(DocumentType.TRANSCRIPT, student, Occasion.of(job));
    } catch (Problem refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        throw new PermanentFailure("The student no longer exists.");
      }
      throw refused;
    }
  }

  private String address(JobContext job, long student) {
    String address = students.get(job.caller(), student).email();
    if (address.isEmpty()) {
      throw new PermanentFailure("The student has no e-mail address.");
    }
    if (!MailMessage.isAddress(address)) {
      throw new PermanentFailure("The student's e-mail address is not valid.");
    }
    return address;
  }
}
