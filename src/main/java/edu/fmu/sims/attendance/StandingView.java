package edu.fmu.sims.attendance;

import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.students.StudentName;
import edu.fmu.sims.web.Personal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How a student stands in the attendance of one section.
 *
 * @param id the enrollment's
 * @param present on time
 * @param percentage see {@link Tally#percentage}
 * @param eligible whether the exact percentage reaches 75
 * @param shortfall how many classes in a row must be attended to be eligible; 0 when it is so
 */
public record StandingView(
    long id,
    long student,
    StudentName studentDetail,
    long section,
    SectionName sectionDetail,
    long present,
    long late,
    long absent,
    long excused,
    BigDecimal percentage,
    boolean eligible,
    long shortfall)
    implements Personal {

  static final String COLUMNS =
      "e.id, coalesce(y.present, 0) as present, coalesce(y.late, 0) as late,"
          + " coalesce(y.absent, 0) as absent, coalesce(y.excused, 0) as excused, "
          + StudentName.COLUMNS
          + ", "
          + SectionName.COLUMNS;

  static StandingView of(ResultSet row) throws SQLException {
    StudentName student = StudentName.of(row);
    SectionName section = SectionName.of(row);
    Tally tally =
        new Tally(
            row.getLong("present"),
            row.getLong("late"),
            row.getLong("absent"),
            row.getLong("excused"));
    return new StandingView(
        row.getLong("id"),
        student.id(),
        student,
        section.id(),
        section,
        tally.present(),
        tally.late(),
        tally.absent(),
        tally.excused(),
        tally.percentage(),
        tally.reaches(RateParameters.DEFAULT_THRESHOLD),
        tally.shortfall());
  }
}
