package edu.fmu.sims.transcripts;

import edu.fmu.sims.academics.ProgramService;
import edu.fmu.sims.academics.TermService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.Disclosures;
import edu.fmu.sims.jobs.JobFiles;
import edu.fmu.sims.jobs.JobPart;
import edu.fmu.sims.jobs.JobQueue;
import edu.fmu.sims.jobs.JobService;
import edu.fmu.sims.jobs.JobView;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.jobs.Priority;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Transcripts of many students at once: who asks for them, and who fetches the ZIP. */
public final class BatchService {
  /** A run that gets on costs none of them; so many without any end the job. */
  private static final int ATTEMPTS = 50;

  private static final int NAMED_AT_MOST = 100;
  private static final int ACCEPTED = 202;

  private final Transactions transactions;
  private final AuditLog audit;
  private final Disclosures disclosures;
  private final ProgramService programs;
  private final TermService terms;
  private final JobQueue queue;
  private final JobService jobs;
  private final JobFiles files;
  private final BatchStudents students;

  public BatchService(
      Transactions transactions,
      AuditLog audit,
      Disclosures disclosures,
      ProgramService programs,
      TermService terms,
      JobQueue queue,
      JobService jobs,
      JobFiles files) {
    this.transactions = transactions;
    this.audit = audit;
    this.disclosures = disclosures;
    this.programs = programs;
    this.terms = terms;
    this.queue = queue;
    this.jobs = jobs;
    this.files = files;
    this.students = new BatchStudents(transactions);
  }

  /**
   * The promise of a batch.
   *
   * @param total how many students it is for
   */
  public record Enqueued(long jobId, int total) {}

  /** A file for download. */
  record Download(String name, Path path) {}

  static String url(long job) {
    return "/api/transcripts/batch/" + job + "/file/";
  }

  static String fileName(long job) {
    return "transcripts_" + job + ".zip";
  }

  /**
   * Leaves the transcripts to be made in the background.
   *
   * @throws Problem 400 on the field that names no students, unknown ones, or too many
   */
  Enqueued enqueue(Caller caller, BatchBody body) {
    BatchBody wanted = body.checked();
    return transactions.call(
        () -> {
          List<JobPart.New> chosen = chosen(wanted);
          long job =
              queue.enqueue(
                  NewJob.of(BatchJob.TYPE, new BatchJob.Payload(wanted.email()), caller)
                      .with(Priority.LOW)
                      .attempts(ATTEMPTS),
                  chosen);
          audit.record(
              caller,
              ACCEPTED,
              "Job",
              String.valueOf(job),
              "Transcripts of " + chosen.size() + " students requested",
              null,
              null);
          return new Enqueued(job, chosen.size());
        });
  }

  private List<JobPart.New> chosen(BatchBody body) {
    if (body.studentIds() == null) {
      return group(
          Objects.requireNonNullElse(body.program(), ""),
          Objects.requireNonNullElse(body.term(), ""));
    }
    Set<Long> ids = body.ids();
    List<JobPart.New> found = students.named(ids);
    if (found.size() < ids.size()) {
      Set<Long> missing = new LinkedHashSet<>(ids);
      found.forEach(part -> missing.remove(part.subject()));
      throw unknown(missing);
    }
    return found;
  }

  private List<JobPart.New> group(String program, String term) {
    List<JobPart.New> found = students.enrolled(programs.idOf(program), terms.idOf(term));
    if (found.isEmpty()) {
      throw Problem.field("term", "No student of this program is enrolled in this term.");
    }
    BatchBody.checkSize("program", found.size());
    return found;
  }

  private static Problem unknown(Collection<Long> missing) {
    List<String> messages = new ArrayList<>();
    missing.stream()
        .limit(NAMED_AT_MOST)
        .forEach(id -> messages.add("There is no student " + id + "."));
    if (missing.size() > NAMED_AT_MOST) {
      messages.add("And " + (missing.size() - NAMED_AT_MOST) + " more are unknown.");
    }
    return Problem.fields(Map.of("student_ids", messages));
  }

  /**
   * The ZIP of a batch; who fetches it has read the transcript of everyone in it, and is noted.
   *
   * @throws Problem 404 when the caller may not see the job, or it has no file, or not any more
   */
  Download download(Caller caller, long job) {
    JobView view = jobs.get(caller, job);
    String sha256 = view.result() == null ? "" : view.result().path("sha256").asText("");
    Path path = files.path(sha256);
    if (!view.type().equals(BatchJob.TYPE) || sha256.isEmpty() || !path.toFile().isFile()) {
      throw Problem.notFound("File");
    }
    disclosures.given(caller, "transcript", students.inFile(job));
    return new Download(fileName(job), path);
  }
}
