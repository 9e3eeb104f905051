package edu.fmu.sims.requests;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.documents.DocumentMailJob;
import edu.fmu.sims.documents.DocumentType;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.jobs.JobQueue;
import edu.fmu.sims.letters.LetterService;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.transcripts.TranscriptService;
import edu.fmu.sims.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What completing a request does: the document is issued in the same transaction, so that a request
 * is never completed without it, and a job mails it once that is committed.
 */
public final class Fulfilment {
  private final TranscriptService transcripts;
  private final LetterService letters;
  private final StudentService students;
  private final JobQueue jobs;

  public Fulfilment(
      TranscriptService transcripts,
      LetterService letters,
      StudentService students,
      JobQueue jobs) {
    this.transcripts = transcripts;
    this.letters = letters;
    this.students = students;
    this.jobs = jobs;
  }

  /**
   * What the office adds when it completes a request.
   *
   * @param letter the template of the letter that answers a request of another kind; "" for none
   * @param purpose what a letter is for, in the office's words; "" for nothing in particular
   */
  record Wish(String letter, String purpose) {
    static final Wish NONE = new Wish("", "");
  }

  /**
   * Issues what was asked for.
   *
   * @return the document's id; null when the request asks for none
   * @throws Problem 409 while a hold stands, 400 on {@code letter} without such a template
   */
  @Nullable Long fulfil(Caller caller, long request, String type, long student, Wish wish) {
    Occasion occasion = Occasion.of(caller, "Request " + request);
    IssuedDocument document =
        switch (type) {
          case "transcript" -> transcripts.issue(DocumentType.TRANSCRIPT, student, occasion);
          case "bonafide", "noc" -> letters.issue(type, student, wish.purpose(), occasion);
          default ->
              wish.letter().isEmpty()
                  ? null
                  : letters.issue(wish.letter(), student, wish.purpose(), occasion);
        };
    if (document == null) {
      return null;
    }
    String email = students.get(caller, student).email();
    if (MailMessage.isAddress(email)) {
      jobs.enqueue(DocumentMailJob.of(document, email, caller));
    }
    return document.id();
  }
}
