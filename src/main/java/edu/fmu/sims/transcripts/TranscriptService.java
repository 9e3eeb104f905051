package edu.fmu.sims.transcripts;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig;
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
import edu.fmu.sims.transcripts.DocumentRegister.Entry;
import edu.fmu.sims.transcripts.DocumentRegister.NewEntry;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Issues transcripts. What a transcript states is frozen with it; as long as nothing of that
 * changes, the same document is handed out again, and when something changes the new one supersedes
 * the old.
 */
public final class TranscriptService {
  static final String TYPE = "transcript";
  private static final String MODEL = "Document";
  private static final int CREATED = 201;
  private static final int CODE_LENGTH = 26;

  /** Crockford's base 32: no letter that is mistaken for a digit when read from paper. */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private final Transactions transactions;
  private final AuditLog audit;
  private final RecordService records;
  private final StudentService students;
  private final JobQueue jobs;
  private final SimsConfig config;
  private final Clock clock;
  private final TranscriptWriter writer;
  private final DocumentRegister register;
  private final DocumentFiles files;
  private final SecureRandom random = new SecureRandom();

  public TranscriptService(
      Transactions transactions,
      AuditLog audit,
      RecordService records,
      StudentService students,
      JobQueue jobs,
      SimsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.records = records;
    this.students = students;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
    this.writer = new TranscriptWriter();
    this.register = new DocumentRegister(transactions);
    this.files = new DocumentFiles(config.mediaRoot());
  }

  /**
   * The transcript of a student: the one that stands, or a new one when what it states has changed.
   *
   * @throws Problem 404 when the student is out of the caller's reach
   */
  public IssuedDocument issue(Caller caller, long studentId) {
    return transactions.call(
        () -> {
          AcademicRecord record = records.of(caller, studentId);
          Optional<IssuedDocument> standing = standing(record);
          if (standing.isPresent()) {
            return standing.get();
          }
          register.lock(studentId);
          AcademicRecord latest = records.of(caller, studentId);
          return standing(latest).orElseGet(() -> issueNew(caller, latest));
        });
  }

  /**
   * Leaves a transcript to be made and mailed in the background.
   *
   * @param email the recipient; "" for the student's own address
   * @return the job's id
   * @throws Problem 404 when the student is out of the caller's reach, 400 on a bad address
   */
  public long enqueue(Caller caller, long studentId, String email) {
    StudentView student = students.get(caller, studentId);
    String recipient = email.isEmpty() ? student.email() : email;
    if (!recipient.isEmpty() && !MailMessage.isAddress(recipient)) {
      throw Problem.field("email", "Enter a valid email address.");
    }
    return transactions.call(
        () -> {
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

  /** The file of an issued document, by its hash; empty when it is gone or damaged. */
  Optional<byte[]> file(String sha256) {
    return files.read(sha256);
  }

  private Optional<IssuedDocument> standing(AcademicRecord record) {
    String content = DocumentFiles.hash(snapshot(record).getBytes(StandardCharsets.UTF_8));
    return register
        .current(record.student().id(), TYPE)
        .filter(entry -> entry.contentHash().equals(content))
        .flatMap(
            entry ->
                files.read(entry.fileHash()).map(file -> document(entry, record.student(), file)));
  }

  private static IssuedDocument document(Entry entry, StudentSummary student, byte[] file) {
    return new IssuedDocument(
        entry.id(), entry.serial(), entry.code(), student.regNo(), student.name(), file);
  }

  private IssuedDocument issueNew(Caller caller, AcademicRecord record) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, config.zone());
    StudentSummary student = record.student();
    String serial =
        String.format(
            Locale.ROOT, "TR-%d-%06d", today.getYear(), register.nextNumber(TYPE, today.getYear()));
    String code = newCode();
    String snapshot = snapshot(record);
    byte[] file = writer.write(content(record, serial, today, code));
    String fileHash = DocumentFiles.hash(file);
    files.keep(fileHash, file);
    long id =
        register.enter(
            new NewEntry(
                TYPE,
                student.id(),
                serial,
                code,
                snapshot,
                DocumentFiles.hash(snapshot.getBytes(StandardCharsets.UTF_8)),
                fileHash,
                now,
                caller.username()));
    audit.record(
        caller,
        CREATED,
        MODEL,
        String.valueOf(id),
        serial + " issued for student " + student.id(),
        null,
        null);
    return new IssuedDocument(id, serial, code, student.regNo(), student.name(), file);
  }

  /** Everything that the document states, apart from its own serial, code and date. */
  private String snapshot(AcademicRecord record) {
    try {
      return Json.MAPPER.writeValueAsString(new Snapshot(institution(), record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a snapshot", e);
    }
  }

  private record Snapshot(Institution institution, AcademicRecord record) {}

  private TranscriptContent content(
      AcademicRecord record, String serial, LocalDate today, String code) {
    StudentSummary student = record.student();
    return new TranscriptContent(
        institution(),
        serial,
        today,
        config.publicUrl() + "/verify/" + code,
        new Holder(
            student.regNo(), student.name(), student.nameUr(), student.program(), student.status()),
        record.terms().stream().map(TranscriptService::term).toList(),
        record.cgpa(),
        BigDecimal.valueOf(record.creditsEarned()),
        record.standing());
  }

  private Institution institution() {
    return new Institution(
        config.institution().name(), config.institution().address(), config.institution().office());
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

  /** 130 random bits. */
  private String newCode() {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
