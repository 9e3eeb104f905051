package edu.fmu.sims.attendance;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/**
 * Percentages and eligibility, from the tallies that the database keeps with every record: what
 * they cost does not grow with the number of records.
 */
public final class AttendanceRateService {
  private static final String SUM =
      """
      select coalesce(sum(present), 0) as present, coalesce(sum(late), 0) as late,
             coalesce(sum(absent), 0) as absent, coalesce(sum(excused), 0) as excused
        from attendance_tally where section_id = ?""";

  private final Transactions transactions;
  private final SectionService sections;
  private final StudentService students;

  public AttendanceRateService(
      Transactions transactions, SectionService sections, StudentService students) {
    this.transactions = transactions;
    this.sections = sections;
    this.students = students;
  }

  /** A share of attended days, 0 to 100. */
  public record Percentage(BigDecimal percentage) {}

  /** Whether a student attended enough of a section to sit its examination. */
  public record Eligibility(
      boolean eligible,
      BigDecimal attendancePercentage,
      BigDecimal threshold,
      long studentId,
      long sectionId) {}

  /**
   * A section's records in figures.
   *
   * @param presentCount present or late
   * @param totalRecords all, the excused ones too
   */
  public record SectionSummary(
      long sectionId,
      long totalRecords,
      long presentCount,
      long absentCount,
      BigDecimal overallPercentage) {}

  /**
   * A student's percentage in a section: 0 without records.
   *
   * @throws edu.fmu.sims.web.Problem 404 when either is not there for the caller
   */
  Percentage percentage(Caller caller, long student, long section) {
    return new Percentage(tally(caller, student, section).percentage());
  }

  /**
   * Whether the student's percentage reaches the threshold. It is taken exactly, not rounded;
   * without records it is 0, so such a student is not eligible.
   *
   * @throws edu.fmu.sims.web.Problem 404 when either is not there for the caller
   */
  Eligibility eligibility(Caller caller, long student, long section, BigDecimal threshold) {
    Tally tally = tally(caller, student, section);
    return new Eligibility(
        tally.reaches(threshold), tally.percentage(), threshold, student, section);
  }

  /**
   * The section's figures; for a Student those of the own records in it.
   *
   * @throws edu.fmu.sims.web.Problem 404 when there is no such section for the caller
   */
  SectionSummary summary(Caller caller, long section) {
    sections.get(caller, section);
    Tally tally;
    if (caller.is(Role.STUDENT)) {
      Long own = caller.studentId();
      tally = own == null ? new Tally(0, 0, 0, 0) : read(section, own);
    } else {
      tally = read(section, null);
    }
    return new SectionSummary(
        section, tally.total(), tally.attended(), tally.absent(), tally.percentage());
  }

  private Tally tally(Caller caller, long student, long section) {
    students.get(caller, student);
    sections.get(caller, section);
    return read(section, student);
  }

  private Tally read(long section, @Nullable Long student) {
    String sql = student == null ? SUM : SUM + " and student_id = ?";
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, section);
            if (student != null) {
              select.setLong(2, student);
            }
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return new Tally(
                  row.getLong("present"),
                  row.getLong("late"),
                  row.getLong("absent"),
                  row.getLong("excused"));
            }
          }
        });
  }
}
