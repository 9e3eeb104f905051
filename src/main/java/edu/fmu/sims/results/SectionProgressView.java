package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionName;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far the results of a section are.
 *
 * @param id the section's
 * @param teacher the teacher's name, or what stands for it
 * @param enrolled who takes a seat
 * @param drafts results proposed and not yet published
 */
public record SectionProgressView(
    long id,
    SectionName sectionDetail,
    String teacher,
    long enrolled,
    long drafts,
    long published,
    long frozen) {

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
          + count("frozen");

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
        row.getLong("frozen"));
  }
}
