package edu.fmu.sims.results;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a student has achieved: published and frozen results only, whoever reads it.
 *
 * @param terms oldest first
 * @param cgpa grade point average over all terms, 2 decimals; null while nothing counts towards it
 * @param credits credit hours that count towards the average, failed courses included
 * @param creditsAttempted credit hours of the courses taken for credit
 * @param creditsEarned credit hours of the courses passed
 * @param standing {@code good} from a CGPA of 2.00 on, {@code probation} below, "" without one
 */
public record AcademicRecord(
    StudentSummary student,
    List<TermRecord> terms,
    @Nullable BigDecimal cgpa,
    int credits,
    int creditsAttempted,
    int creditsEarned,
    String standing) {
  private static final BigDecimal GOOD = new BigDecimal("2.00");

  public AcademicRecord {
    terms = List.copyOf(terms);
  }

  static AcademicRecord of(StudentSummary student, List<TermRecord> terms) {
    GradePoints points =
        GradePoints.of(terms.stream().flatMap(term -> term.courses().stream()).toList());
    BigDecimal cgpa = points.average();
    return new AcademicRecord(
        student,
        terms,
        cgpa,
        points.credits(),
        terms.stream().mapToInt(TermRecord::creditsAttempted).sum(),
        terms.stream().mapToInt(TermRecord::creditsEarned).sum(),
        standing(cgpa));
  }

  private static String standing(@Nullable BigDecimal cgpa) {
    if (cgpa == null) {
      return "";
    }
    return cgpa.compareTo(GOOD) >= 0 ? "good" : "probation";
  }
}
