package edu.fmu.sims.transcripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.documents.DocumentType;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.mail.MailMessage.Attachment;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.util.function.Supplier;

/**
 * Makes a student's transcript and mails it with the PDF attached; without an address it is only
 * made.
 */
public final class TranscriptMailJob implements JobHandler {
  /** The name that operators know. */
  public static final String TYPE = "generate_and_email_transcript";

  private final TranscriptService transcripts;
  private final MailDelivery mail;
  private final Supplier<String> institution;

  /**
   * @param institution the name that the mail speaks for, as it is then
   */
  public TranscriptMailJob(
      TranscriptService transcripts, MailDelivery mail, Supplier<String> institution) {
    this.transcripts = transcripts;
    this.mail = mail;
    this.institution = institution;
  }

  /**
   * @param email the recipient; "" for none
   */
  record Payload(long studentId, String email) {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ObjectNode run(JobContext job) {
    long studentId = job.payload().path("student_id").asLong();
    String email = job.payload().path("email").asText("");
    IssuedDocument document = issue(job, studentId);
    if (!email.isEmpty()) {
      mail.deliver(job, message(email, document, institution.get()));
    }
    return Json.MAPPER
        .createObjectNode()
        .put("student_id", studentId)
        .put("serial", document.serial())
        .put("document_id", document.id())
        .put("emailed", !email.isEmpty());
  }

  private IssuedDocument issue(JobContext job, long studentId) {
    try {
      return job.commit(
          () -> transcripts.issue(DocumentType.TRANSCRIPT, studentId, Occasion.of(job)));
    } catch (Problem refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        throw new PermanentFailure("The student " + studentId + " no longer exists.");
      }
      if (refused.type() == ProblemType.HELD) {
        throw new PermanentFailure(refused.message());
      }
      throw refused;
    }
  }

  /** The mail with which a transcript goes to that address. */
  static MailMessage message(String email, IssuedDocument document, String institution) {
    String text =
        """
        Assalam-o-Alaikum,

        The academic transcript of %s (%s) is attached.
        Its serial is %s. Anyone can check it at the address printed on it.

        %s
        """
            .formatted(document.studentName(), document.regNo(), document.serial(), institution);
    return new MailMessage(email, "Academic transcript " + document.serial(), text)
        .with(new Attachment(document.fileName(), "application/pdf", document.file()));
  }
}
