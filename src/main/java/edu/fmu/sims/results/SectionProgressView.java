package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionName;
import edu.fmu.sims.persistence.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far the results of a section are.
 *
 * @param id the section's
 * @param teacher the teacher's name, or what stands for it
 * @param enrolled who takes a seat
 * @param drafts results proposed and not yet published
 * @param missingMarks marks that enrolled students have not got in the section's assessments
 * @param lastAttendance the latest day on which attendance was taken; null for none
 */
public record SectionProgressView(
    long id,
    SectionName sectionDetail,
    String teacher,
    long enrolled,
    long drafts,
    long published,
    long frozen,
    long missingMarks,
    @Nullable LocalDate lastAttendance) {
  private static final String MISSING =
      " from assessment a cross join enrollment e where a.section_id = s.id"
          + " and e.section_id = s.id and e.status = 'enrolled' and not exists ("
          + "select 1 from assessment_score x where x.assessment_id = a.id"
          + " and x.student_id = e.student_id)";

  /** Whether any mark is missing: it stops at the first. */
  static final String IS_MISSING = "exists (select 1" + MISSING + ")";

  /** Whether there are drafts, and nobody enrolled is without a result. */
  static final String IS_READY =
      "(exists (select 1 from result r where r.section_id = s.id and r.state = 'draft')"
          + " and not exists (select 1 from enrollment e where e.section_id = s.id"
          + " and e.status = 'enrolled' and not exists (select 1 from result r"
          + " where r.section_id = s.id and r.student_id = e.student_id)))";

  /** Whether no attendance was taken on that day or later. */
  static final String NO_ATTENDANCE_SINCE =
      "not exists (select 1 from attendance a where a.section_id = s.id and a.date >= ?)";

  /** The name of the teacher, of the section as {@code s} and the teacher's user as {@code u}. */
  static final String TEACHER =
      "coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.username,"
          + " s.teacher_name) as teacher";

  static final String COLUMNS =
      SectionName.COLUMNS
          + ", "
          + TEACHER
          + ", (select count(*) from enrollment e where e.section_id = s.id"
          + " and e.status = 'enrolled') as enrolled, "
          + count("draft")
          + ", "
          + count("published")
          + ", "
          + count("frozen")
          + ", (select count(*)"
          + MISSING
          + ") as missing_marks"
          + ", (select max(a.date) from attendance a where a.section_id = s.id) as last_attendance";

  private static String count(String state) {
    return "(select count(*) from result r where r.section_id = s.id and r.state = '"
        + state
        + "') as "
        + state;
  }

  static SectionProgressView of(ResultSet row) throws SQLException {
    SectionName section = SectionName.of(row);
    return new SectionProgressView(
        section.id(),
        section,
        row.getString("teacher"),
        row.getLong("enrolled"),
        row.getLong("draft"),
        row.getLong("published"),
        row.getLong("frozen"),
        row.getLong("missing_marks"),
        Rows.dateOrNull(row, "last_attendance"));
  }
}
