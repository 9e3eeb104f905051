package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.assessments.FinalGrade;
import edu.fmu.sims.assessments.StudentScores;
import edu.fmu.sims.assessments.StudentScores.Scored;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The academic record, as it stands or as it stood. Two statements each: the student within the
 * caller's reach, and the courses with the schemes they were published by; one more for the scores
 * when it explains itself.
 */
public final class RecordService {
  private final StudentService students;
  private final AttemptRepository attempts;
  private final StudentScores scores;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's time zone, in which the days of grace of an incomplete end
   */
  public RecordService(
      Transactions transactions, StudentService students, Clock clock, ZoneId zone) {
    this.scores = new StudentScores(transactions);
    this.students = students;
    this.attempts = new AttemptRepository(transactions, zone);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The record as it stands.
   *
   * @throws edu.fmu.sims.web.Problem 404 when the student is out of the caller's reach
   */
  public AcademicRecord of(Caller caller, long studentId) {
    return read(caller, studentId, null, false);
  }

  /**
   * The record as it stood at that time, by the history of results.
   *
   * @throws edu.fmu.sims.web.Problem 404 when the student is out of the caller's reach
   */
  public AcademicRecord asOf(Caller caller, long studentId, Instant at) {
    return read(caller, studentId, at, false);
  }

  /**
   * The record together with how its figures came about. A teacher sees the scores of the own
   * sections.
   *
   * @param at the time as of which it is given; null for now
   * @throws edu.fmu.sims.web.Problem 404 when the student is out of the caller's reach
   */
  public AcademicRecord explained(Caller caller, long studentId, @Nullable Instant at) {
    return read(caller, studentId, at, true);
  }

  private AcademicRecord read(
      Caller caller, long studentId, @Nullable Instant at, boolean explain) {
    StudentView student = students.get(caller, studentId);
    List<Attempt> taken = attempts.of(studentId, at);
    LocalDate on = LocalDate.ofInstant(at == null ? clock.instant() : at, zone);
    return new Arithmetic(taken, on, explain, explain ? scores(caller, studentId, taken) : Map.of())
        .record(StudentSummary.of(student));
  }

  private Map<Long, Explanation.Scores> scores(Caller caller, long studentId, List<Attempt> taken) {
    Long teacher = caller.role() == Role.FACULTY ? caller.userId() : null;
    List<Long> sections =
        taken.stream().flatMap(attempt -> Stream.ofNullable(attempt.section())).toList();
    Map<Long, Scored> scored = scores.of(studentId, sections, teacher);
    Map<Long, Explanation.Scores> explained = new HashMap<>();
    for (Attempt attempt : taken) {
      Long section = attempt.section();
      KeptScheme kept = attempt.kept();
      Scored marks = section == null ? null : scored.get(section);
      if (section != null && kept != null && marks != null) {
        explained.put(section, explained(marks, kept));
      }
    }
    return explained;
  }

  private static Explanation.Scores explained(Scored marks, KeptScheme kept) {
    FinalGrade earned = marks.grade(kept.scheme());
    String rounding = kept.rules().percentageRounding();
    return new Explanation.Scores(
        earned.percentage(),
        rounding.equals("none")
            ? rounding
            : rounding + " to " + kept.rules().percentagePlaces() + " decimals",
        earned.grade(),
        earned.components());
  }
}
