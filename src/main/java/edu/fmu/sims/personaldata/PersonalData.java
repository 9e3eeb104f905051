package edu.fmu.sims.personaldata;

import edu.fmu.sims.assessments.ScoreView;
import edu.fmu.sims.attendance.AttendanceView;
import edu.fmu.sims.audit.OwnDisclosureView;
import edu.fmu.sims.auth.AccountView;
import edu.fmu.sims.documents.DocumentView;
import edu.fmu.sims.enrollment.EnrollmentView;
import edu.fmu.sims.requests.RequestView;
import edu.fmu.sims.results.AcademicRecord;
import edu.fmu.sims.results.ResultView;
import edu.fmu.sims.students.StudentView;
import java.time.Instant;
import java.util.List;

/**
 * What is kept about a student, as far as the reader may see it: a student's own drafts of results
 * are not in it.
 *
 * @param accounts the accounts tied to the student
 * @param disclosures who else read the student's records, newest first
 */
public record PersonalData(
    Instant exportedAt,
    StudentView student,
    List<AccountView> accounts,
    List<EnrollmentView> enrollments,
    List<AttendanceView> attendance,
    List<ScoreView> scores,
    List<ResultView> results,
    AcademicRecord record,
    List<RequestView> requests,
    List<DocumentView> documents,
    List<OwnDisclosureView> disclosures) {}
