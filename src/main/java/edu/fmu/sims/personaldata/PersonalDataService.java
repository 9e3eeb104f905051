package edu.fmu.sims.personaldata;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.assessments.ScoreService;
import edu.fmu.sims.attendance.AttendanceService;
import edu.fmu.sims.audit.DisclosureTrail;
import edu.fmu.sims.auth.AccountService;
import edu.fmu.sims.documents.DocumentService;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.requests.RequestService;
import edu.fmu.sims.results.RecordService;
import edu.fmu.sims.results.ResultService;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import edu.fmu.sims.web.ListRequest;
import java.time.Clock;
import java.util.Map;

/** Collects what is kept about a student from the rooms that keep it. */
public final class PersonalDataService {
  private final Transactions transactions;
  private final Clock clock;
  private final Sources sources;

  public PersonalDataService(Transactions transactions, Clock clock, Sources sources) {
    this.transactions = transactions;
    this.clock = clock;
    this.sources = sources;
  }

  /** The rooms that keep personal records. */
  public record Sources(
      StudentService students,
      AccountService accounts,
      EnrollmentService enrollments,
      AttendanceService attendance,
      ScoreService scores,
      ResultService results,
      RecordService records,
      RequestService requests,
      DocumentService documents,
      DisclosureTrail disclosures) {}

  /**
   * All of one student.
   *
   * @throws edu.fmu.sims.web.Problem 404 when the student is out of the caller's reach
   */
  PersonalData of(Caller caller, long student) {
    return transactions.call(
        () -> {
          StudentView who = sources.students().get(caller, student);
          ListRequest theirs = ListRequest.whole(Map.of("student", student));
          return new PersonalData(
              clock.instant(),
              who,
              sources.accounts().ofStudent(student),
              sources.enrollments().page(caller, theirs).results(),
              sources.attendance().page(caller, theirs).results(),
              sources.scores().page(caller, theirs).results(),
              sources.results().page(caller, theirs).results(),
              sources.records().of(caller, student),
              sources.requests().page(caller, theirs).results(),
              sources.documents().page(caller, theirs).results(),
              sources.disclosures().of(caller, student, ListRequest.whole(Map.of())).results());
        });
  }
}
