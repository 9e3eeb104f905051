package edu.fmu.sims.imports;

import edu.fmu.sims.academics.CourseService;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.assessments.ScoreBulkService;
import edu.fmu.sims.assessments.ScoreService;
import edu.fmu.sims.attendance.AttendanceBulkService;
import edu.fmu.sims.attendance.AttendanceService;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import java.util.Map;

/** Whose rules each kind of file is written by. */
public record ImportKinds(
    Transactions transactions,
    StudentService students,
    CourseService courses,
    SectionService sections,
    EnrollmentService enrollments,
    AttendanceService attendance,
    AttendanceBulkService register,
    ScoreService scores,
    ScoreBulkService cells) {

  Map<ImportKind, Kind> all() {
    return Map.of(
        ImportKind.STUDENTS, new StudentImport(transactions, students),
        ImportKind.COURSES, new CourseImport(transactions, courses),
        ImportKind.SECTIONS, new SectionImport(transactions, sections),
        ImportKind.ENROLLMENTS, new EnrollmentImport(transactions, enrollments),
        ImportKind.ATTENDANCE, new AttendanceImport(transactions, attendance, register),
        ImportKind.SCORES, new ScoreImport(transactions, scores, cells));
  }
}
