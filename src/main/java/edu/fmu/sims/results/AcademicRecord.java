package edu.fmu.sims.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a student has achieved: published and frozen results only, whoever reads it.
 *
 * @param terms oldest first
 * @param cgpa grade point average over all terms, as the scheme rounds it; null while nothing
 *     counts towards it
 * @param credits credit hours that count towards the average, failed courses included
 * @param creditsAttempted credit hours of the courses taken for credit
 * @param creditsEarned credit hours of the courses passed
 * @param standing as the scheme has it, by default {@code good} from a CGPA of 2.00 on, {@code
 *     probation} below; "" without an average
 * @param explanation how the CGPA and the standing came about; only when asked for
 */
public record AcademicRecord(
    StudentSummary student,
    List<TermRecord> terms,
    @Nullable BigDecimal cgpa,
    int credits,
    int creditsAttempted,
    int creditsEarned,
    String standing,
    @JsonInclude(JsonInclude.Include.NON_NULL) Explanation.@Nullable Whole explanation) {
  public AcademicRecord {
    terms = List.copyOf(terms);
  }
}
