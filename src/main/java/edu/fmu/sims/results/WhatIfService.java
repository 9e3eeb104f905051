package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.assessments.GradeScheme;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The record's own arithmetic on grades that are assumed; nothing of it is kept. */
public final class WhatIfService {
  private static final String PARAMETER = "grades";

  private final Transactions transactions;
  private final StudentService students;
  private final AttemptRepository attempts;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's time zone
   */
  public WhatIfService(
      Transactions transactions, StudentService students, Clock clock, ZoneId zone) {
    this.transactions = transactions;
    this.students = students;
    this.attempts = new AttemptRepository(transactions, zone);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The averages with those grades.
   *
   * @param grades by section
   * @throws Problem 404 when the student is out of the caller's reach; 400 for a section that is
   *     none of a course in progress, or a grade that its scheme does not have
   */
  WhatIf of(Caller caller, long studentId, Map<Long, String> grades) {
    StudentView student = students.get(caller, studentId);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    List<CourseInProgress> courses = CourseInProgress.of(transactions, studentId, today);
    check(courses, grades);
    List<Attempt> taken = new ArrayList<>(attempts.of(studentId, null));
    for (CourseInProgress course : courses) {
      String grade = grades.get(course.section());
      if (grade != null) {
        taken.add(course.with(grade));
      }
    }
    AcademicRecord record =
        new Arithmetic(taken, today, false, Map.of()).record(StudentSummary.of(student));
    return new WhatIf(
        courses.stream().map(course -> told(course, grades)).toList(),
        record.terms().stream()
            .map(term -> new WhatIf.Term(term.term(), term.gpa(), term.credits()))
            .toList(),
        record.cgpa(),
        record.credits(),
        record.creditsEarned(),
        record.standing());
  }

  private static void check(List<CourseInProgress> courses, Map<Long, String> grades) {
    grades.forEach(
        (section, grade) -> {
          CourseInProgress course =
              courses.stream()
                  .filter(one -> one.section() == section)
                  .findFirst()
                  .orElseThrow(
                      () -> refused("Section " + section + " is none of a course in progress."));
          if (course.scheme().scheme().rowOf(grade).isEmpty()) {
            throw refused(
                "The scheme of section "
                    + section
                    + " has "
                    + String.join(", ", names(course))
                    + ".");
          }
        });
  }

  private static Problem refused(String message) {
    return Problem.on(ProblemType.MALFORMED_PARAMETER, PARAMETER, message);
  }

  private static List<String> names(CourseInProgress course) {
    return course.scheme().scheme().rows().stream().map(GradeScheme.Row::grade).toList();
  }

  private static WhatIf.Course told(CourseInProgress course, Map<Long, String> grades) {
    return new WhatIf.Course(
        course.section(),
        course.term(),
        course.code(),
        course.title(),
        course.credits(),
        names(course),
        grades.getOrDefault(course.section(), ""));
  }
}
