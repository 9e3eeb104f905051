package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.assessments.GradeScheme;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.students.StudentView;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The academic record, as it stands or as it stood. Two statements each: the student within the
 * caller's reach, and the courses with their points.
 */
public final class RecordService {
  private static final String PRESENT =
      """
      select section_id, student_id, final_grade, state from result
       where student_id = ? and state in ('published', 'frozen')""";

  /** The last thing known of each result at that time, unless it was a draft or deleted then. */
  private static final String PAST =
      """
      select * from (
        select distinct on (result_id) section_id, student_id, final_grade, state, deleted
          from result_history where student_id = ? and at <= ?
         order by result_id, id desc) h
       where state in ('published', 'frozen') and not deleted""";

  /** Points by the scheme in force when the term began: the program's own, else the default. */
  private static final String COURSES =
      """
      select t.name as term, c.code, c.title, c.credits, r.final_grade, r.state,
             g.points, scheme.id is null as unschemed
        from (%s) r
        join student st on st.id = r.student_id
        join section s on s.id = r.section_id
        join term t on t.id = s.term_id
        join course c on c.id = s.course_id
        left join lateral (
          select gs.id from grade_scheme gs
           where (gs.program_id = st.program_id or gs.program_id is null)
             and gs.effective_from <= coalesce(t.start_date, ?)
           order by gs.program_id nulls last, gs.effective_from desc limit 1) scheme on true
        left join grade_scheme_row g on g.scheme_id = scheme.id and g.grade = r.final_grade
       order by t.start_date nulls last, t.id, c.code, s.id""";

  private final Transactions transactions;
  private final StudentService students;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's time zone, in which a term without dates begins today
   */
  public RecordService(
      Transactions transactions, StudentService students, Clock clock, ZoneId zone) {
    this.transactions = transactions;
    this.students = students;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The record as it stands.
   *
   * @throws edu.fmu.sims.web.Problem 404 when the student is out of the caller's reach
   */
  public AcademicRecord of(Caller caller, long studentId) {
    return read(caller, studentId, PRESENT, select -> select.setLong(1, studentId), 2);
  }

  /**
   * The record as it stood at that time, by the history of results.
   *
   * @throws edu.fmu.sims.web.Problem 404 when the student is out of the caller's reach
   */
  public AcademicRecord asOf(Caller caller, long studentId, Instant at) {
    return read(
        caller,
        studentId,
        PAST,
        select -> {
          select.setLong(1, studentId);
          select.setObject(2, at.atOffset(ZoneOffset.UTC));
        },
        3);
  }

  @FunctionalInterface
  private interface Binding {
    void set(PreparedStatement select) throws SQLException;
  }

  private AcademicRecord read(
      Caller caller, long studentId, String results, Binding binding, int next) {
    StudentView student = students.get(caller, studentId);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    List<TermRecord> terms =
        transactions.sql(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(COURSES.formatted(results))) {
                binding.set(select);
                select.setObject(next, today);
                try (ResultSet rows = select.executeQuery()) {
                  return terms(rows);
                }
              }
            });
    return AcademicRecord.of(
        new StudentSummary(
            student.id(),
            student.regNo(),
            student.name(),
            student.nameUr(),
            student.program(),
            student.status()),
        terms);
  }

  /** Before any scheme took effect the built-in one holds, as it does for final grades. */
  private static @Nullable BigDecimal points(ResultSet row) throws SQLException {
    return row.getBoolean("unschemed")
        ? GradeScheme.DEFAULT.pointsFor(row.getString("final_grade")).orElse(null)
        : row.getBigDecimal("points");
  }

  private static List<TermRecord> terms(ResultSet rows) throws SQLException {
    Map<String, List<CourseRecord>> courses = new LinkedHashMap<>();
    while (rows.next()) {
      courses
          .computeIfAbsent(rows.getString("term"), name -> new ArrayList<>())
          .add(
              new CourseRecord(
                  rows.getString("code"),
                  rows.getString("title"),
                  rows.getInt("credits"),
                  rows.getString("final_grade"),
                  points(rows),
                  rows.getString("state")));
    }
    return courses.entrySet().stream()
        .map(term -> TermRecord.of(term.getKey(), term.getValue()))
        .toList();
  }
}
