package edu.fmu.sims.results;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One published or frozen result.
 *
 * @param credits the course's credit hours
 * @param gradePoints points of the grade in the scheme in force; null when it has none there
 * @param state {@code published} or {@code frozen}
 */
public record CourseRecord(
    String code,
    String title,
    int credits,
    String grade,
    @Nullable BigDecimal gradePoints,
    String state) {}
