package edu.fmu.sims.transcripts;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.documents.DocumentType;
import edu.fmu.sims.documents.Draft;
import edu.fmu.sims.documents.Draft.Imprint;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Issuer;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.holds.HoldService;
import edu.fmu.sims.jobs.JobQueue;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.pdf.TranscriptContent;
import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.pdf.TranscriptWriter;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.results.AcademicRecord;
import edu.fmu.sims.results.CourseRecord;
import edu.fmu.sims.results.RecordService;
import edu.fmu.sims.results.StudentSummary;
import edu.fmu.sims.results.TermRecord;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import edu.fmu.sims.web.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;

/** Says what a transcript states, and has it issued. */
public final class TranscriptService {
  private static final String PROVISIONAL_TITLE = "Provisional Transcript";

  private final Transactions transactions;
  private final AuditLog audit;
  private final RecordService records;
  private final StudentService students;
  private final HoldService holds;
  private final Issuer issuer;
  private final JobQueue jobs;
  private final Supplier<Institution> institution;
  private final TranscriptWriter writer;

  /**
   * @param institution what the letterhead says now
   */
  public TranscriptService(
      Transactions transactions,
      AuditLog audit,
      RecordService records,
      StudentService students,
      HoldService holds,
      Issuer issuer,
      JobQueue jobs,
      Supplier<Institution> institution,
      TranscriptWriter writer) {
    this.transactions = transactions;
    this.audit = audit;
    this.records = records;
    this.students = students;
    this.holds = holds;
    this.issuer = issuer;
    this.jobs = jobs;
    this.institution = institution;
    this.writer = writer;
  }

  /**
   * The transcript of a student: the one that stands, or a new one when what it states has changed.
   *
   * @param type official or provisional
   * @throws Problem 404 when the student is out of the caller's reach, 409 while a hold stands
   */
  public IssuedDocument issue(DocumentType type, long studentId, Occasion occasion) {
    return issuer.issue(
        type, studentId, occasion, () -> draft(records.of(occasion.caller(), studentId), type));
  }

  /**
   * Leaves a transcript to be made and mailed in the background.
   *
   * @param email the recipient; "" for the student's own address
   * @return the job's id
   * @throws Problem 404 when the student is out of the caller's reach, 400 on a bad address, 409
   *     while a hold stands
   */
  public long enqueue(Caller caller, long studentId, String email) {
    StudentView student = students.get(caller, studentId);
    String recipient = email.isEmpty() ? student.email() : email;
    if (!recipient.isEmpty() && !MailMessage.isAddress(recipient)) {
      throw Problem.field("email", "Enter a valid email address.");
    }
    return transactions.call(
        () -> {
          holds.demandNone(studentId);
          long job =
              jobs.enqueue(
                  NewJob.of(
                          TranscriptMailJob.TYPE,
                          new TranscriptMailJob.Payload(studentId, recipient),
                          caller)
                      .about(studentId));
          audit.record(
              caller,
              202,
              "Job",
              String.valueOf(job),
              "Transcript of student " + studentId + " requested",
              null,
              null);
          return job;
        });
  }

  private Draft draft(AcademicRecord record, DocumentType type) {
    StudentSummary student = record.student();
    Institution letterhead = institution.get();
    Holder holder =
        new Holder(
            student.regNo(), student.name(), student.nameUr(), student.program(), student.status());
    return new Draft(
        holder,
        new Snapshot(letterhead, record),
        imprint -> {
          TranscriptContent content = content(letterhead, holder, record, imprint);
          return type.equals(DocumentType.PROVISIONAL)
              ? writer.write(content, PROVISIONAL_TITLE)
              : writer.write(content);
        });
  }

  private record Snapshot(Institution institution, AcademicRecord record) {}

  private static TranscriptContent content(
      Institution letterhead, Holder holder, AcademicRecord record, Imprint imprint) {
    return new TranscriptContent(
        letterhead,
        imprint.serial(),
        imprint.issuedOn(),
        imprint.verifyUrl(),
        holder,
        record.terms().stream().map(TranscriptService::term).toList(),
        record.cgpa(),
        BigDecimal.valueOf(record.creditsEarned()),
        record.standing());
  }

  private static TranscriptContent.Term term(TermRecord term) {
    List<TranscriptContent.Course> courses =
        term.courses().stream().map(TranscriptService::course).toList();
    return new TranscriptContent.Term(
        term.term(), courses, term.gpa(), BigDecimal.valueOf(term.credits()));
  }

  private static TranscriptContent.Course course(CourseRecord course) {
    return new TranscriptContent.Course(
        course.code(),
        course.title(),
        BigDecimal.valueOf(course.credits()),
        course.grade(),
        course.gradePoints(),
        course.state());
  }
}
