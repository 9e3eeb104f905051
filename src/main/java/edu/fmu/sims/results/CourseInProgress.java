package edu.fmu.sims.results;

import edu.fmu.sims.assessments.GradeRules;
import edu.fmu.sims.assessments.GradeScheme;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course that a student is enrolled in and has no published result of yet.
 *
 * @param due the day from which days of grace for an incomplete are counted; null if not known
 * @param scheme by which it would be published today
 */
record CourseInProgress(
    long section,
    String term,
    long course,
    String code,
    String title,
    int credits,
    @Nullable LocalDate due,
    KeptScheme scheme) {
  /** The scheme is chosen as at the publication. */
  private static final String OF_STUDENT =
      """
      select s.id as section, t.name as term, c.id as course, c.code, c.title, c.credits,
             coalesce(t.end_date, t.start_date) as due, g.id as scheme, g.version, g.name,
             g.effective_from, g.rules,
             (select json_agg(json_build_object('grade', r.grade, 'min_percentage',
                r.min_percentage, 'points', r.points) order by r.min_percentage desc)
                from grade_scheme_row r where r.scheme_id = g.id) as grades
        from enrollment e
        join student st on st.id = e.student_id
        join section s on s.id = e.section_id
        join term t on t.id = s.term_id
        join course c on c.id = s.course_id
        left join lateral grade_scheme_for(st.id, s.id, ?) g on true
       where e.student_id = ? and e.status = 'enrolled' and not exists (
         select 1 from result r
          where r.student_id = e.student_id and r.section_id = e.section_id
            and r.state in ('published', 'frozen'))
       order by t.start_date nulls last, t.id, c.code, s.id""";

  private static final LocalDate BUILT_IN = LocalDate.of(1900, 1, 1);

  /**
   * What the student takes now, the oldest term first.
   *
   * @param today what holds for a term without a start
   */
  static List<CourseInProgress> of(Transactions transactions, long student, LocalDate today) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(OF_STUDENT)) {
            select.setObject(1, today);
            select.setLong(2, student);
            try (ResultSet rows = select.executeQuery()) {
              List<CourseInProgress> courses = new ArrayList<>();
              while (rows.next()) {
                courses.add(
                    new CourseInProgress(
                        rows.getLong("section"),
                        rows.getString("term"),
                        rows.getLong("course"),
                        rows.getString("code"),
                        rows.getString("title"),
                        rows.getInt("credits"),
                        Rows.dateOrNull(rows, "due"),
                        scheme(rows)));
              }
              return courses;
            }
          }
        });
  }

  /** Its version's id is not made yet: of schemes that took effect on one day it is the latest. */
  private static KeptScheme scheme(ResultSet row) throws SQLException {
    Long id = Rows.longOrNull(row, "scheme");
    if (id == null) {
      return new KeptScheme(Long.MAX_VALUE, null, 0, BUILT_IN, GradeScheme.DEFAULT);
    }
    return new KeptScheme(
        Long.MAX_VALUE,
        id,
        row.getInt("version"),
        Rows.date(row, "effective_from"),
        new GradeScheme(
            row.getString("name"),
            GradeScheme.rowsOf(row.getString("grades")),
            GradeRules.of(row.getString("rules"))));
  }

  /** The course as it would stand in the record with that grade. */
  Attempt with(String grade) {
    return new Attempt(
        term, course, section, code, title, credits, grade, "published", due, scheme, "");
  }
}
