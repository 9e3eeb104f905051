package edu.fmu.sims.dashboard;

import java.math.BigDecimal;

/** What a user is greeted with. */
public sealed interface DashboardStats {
  /**
   * For Admin, Registrar and ExamCell.
   *
   * @param totalStudents active ones
   * @param activeSections sections of open terms
   * @param publishedResults published, not frozen
   * @param ineligibleStudents active students under 75 % attendance, all sections pooled
   */
  record Staff(
      long totalStudents,
      long totalCourses,
      long activeSections,
      long pendingRequests,
      long publishedResults,
      long ineligibleStudents)
      implements DashboardStats {}

  /**
   * For Faculty.
   *
   * @param myStudents everyone enrolled in an own section, counted once
   * @param pendingAttendance own sections without a record in the last 7 days
   * @param draftResults drafts of own sections
   */
  record Faculty(long mySections, long myStudents, long pendingAttendance, long draftResults)
      implements DashboardStats {}

  /**
   * For a Student.
   *
   * @param attendanceRate per cent over all sections, 2 decimals; 0 without records
   * @param completedResults published or frozen
   */
  record Student(
      long enrolledCourses, BigDecimal attendanceRate, long completedResults, long pendingRequests)
      implements DashboardStats {}
}
