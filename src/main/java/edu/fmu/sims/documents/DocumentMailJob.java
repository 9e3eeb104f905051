package edu.fmu.sims.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.mail.MailMessage.Attachment;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.util.function.Supplier;

/** Mails a document that was issued to its holder. */
public final class DocumentMailJob implements JobHandler {
  /** The name that operators know. */
  public static final String TYPE = "mail_document";

  private final DocumentService documents;
  private final MailDelivery mail;
  private final Supplier<String> institution;

  /**
   * @param institution the name that the mail speaks for, as it is then
   */
  public DocumentMailJob(
      DocumentService documents, MailDelivery mail, Supplier<String> institution) {
    this.documents = documents;
    this.mail = mail;
    this.institution = institution;
  }

  record Payload(long documentId, String email) {}

  /** The job that mails that document to that address. */
  public static NewJob of(IssuedDocument document, String email, Caller caller) {
    return NewJob.of(TYPE, new Payload(document.id(), email), caller).about(document.student());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ObjectNode run(JobContext job) {
    long id = job.payload().path("document_id").asLong();
    String email = job.payload().path("email").asText("");
    IssuedDocument document = document(id);
    mail.deliver(job, message(document, email));
    return Json.MAPPER
        .createObjectNode()
        .put("student_id", document.student())
        .put("serial", document.serial())
        .put("document_id", id)
        .put("emailed", true);
  }

  private IssuedDocument document(long id) {
    if (documents.isRevoked(id)) {
      throw new PermanentFailure("The document was revoked before it was mailed.");
    }
    try {
      return documents.withFile(id);
    } catch (Problem refused) {
      throw new PermanentFailure(refused.message());
    }
  }

  private MailMessage message(IssuedDocument document, String email) {
    String text =
        """
        Assalam-o-Alaikum,

        The document %s that %s (%s) asked for is attached.
        Anyone can check it at the address printed on it.

        %s
        """
            .formatted(
                document.serial(), document.studentName(), document.regNo(), institution.get());
    return new MailMessage(email, "Your document " + document.serial(), text)
        .with(new Attachment(document.fileName(), "application/pdf", document.file()));
  }
}
