package edu.fmu.sims.dashboard;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Listing.RowMapper;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Counts for the dashboards, one statement a role. Attendance comes from the tallies; attendance
 * records themselves are never summed.
 */
public final class DashboardService {
  private static final int RECENT_DAYS = 7;
  private static final int PERCENT_DECIMALS = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Late counts as present; Excused leaves the denominator. Who is under 75 % over all sections is
   * under it in one of them at least, and those stand in an index of their own: the others, most
   * students, are not summed.
   */
  private static final String STAFF =
      """
      select
        (select count(*) from student where status = 'active') as total_students,
        (select count(*) from course) as total_courses,
        (select count(*) from section s join term t on t.id = s.term_id where t.status = 'open')
          as active_sections,
        (select count(*) from student_request where status = 'pending') as pending_requests,
        (select count(*) from result where state = 'published') as published_results,
        (select count(*) from (
           select student_id from attendance_tally
            where student_id in (
              select student_id from attendance_tally where present + late < 3 * absent)
            group by student_id
           having sum(present + late) * 100 < sum(present + late + absent) * 75) low
          join student st on st.id = low.student_id
         where st.status = 'active') as ineligible_students""";

  private static final String FACULTY =
      """
      with own as (select s.id from section s where s.teacher_id = ?)
      select
        (select count(*) from own) as my_sections,
        (select count(distinct e.student_id) from own
           join enrollment e on e.section_id = own.id and e.status = 'enrolled') as my_students,
        (select count(*) from own where not exists (
           select 1 from attendance a where a.section_id = own.id and a.date >= ?))
          as pending_attendance,
        (select count(*) from own join result r on r.section_id = own.id and r.state = 'draft')
          as draft_results""";

  private static final String STUDENT =
      """
      with me as (select cast(? as bigint) as id)
      select
        (select count(*) from enrollment e where e.student_id = me.id and e.status = 'enrolled')
          as enrolled_courses,
        coalesce(a.attended, 0) as attended,
        coalesce(a.counted, 0) as counted,
        (select count(*) from result r
          where r.student_id = me.id and r.state in ('published', 'frozen')) as completed_results,
        (select count(*) from student_request q
          where q.student_id = me.id and q.status = 'pending') as pending_requests
      from me left join lateral (
        select sum(present + late) as attended, sum(present + late + absent) as counted
          from attendance_tally t where t.student_id = me.id) a on true""";

  private final Transactions transactions;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's time zone, whose day it is
   */
  public DashboardService(Transactions transactions, Clock clock, ZoneId zone) {
    this.transactions = transactions;
    this.clock = clock;
    this.zone = zone;
  }

  /** The figures for the caller's role. */
  DashboardStats stats(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR, EXAM_CELL -> one(DashboardService::staff, STAFF);
      case FACULTY ->
          one(
              DashboardService::faculty,
              FACULTY,
              caller.userId(),
              LocalDate.ofInstant(clock.instant(), zone).minusDays(RECENT_DAYS));
      case STUDENT -> {
        Long own = caller.studentId();
        yield one(DashboardService::student, STUDENT, own == null ? 0L : own);
      }
      case NONE -> throw new Problem(ProblemType.FORBIDDEN);
    };
  }

  private DashboardStats one(RowMapper<DashboardStats> mapper, String sql, Object... parameters) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
              rows.next();
              return mapper.map(rows);
            }
          }
        });
  }

  private static DashboardStats staff(ResultSet row) throws SQLException {
    return new DashboardStats.Staff(
        row.getLong("total_students"),
        row.getLong("total_courses"),
        row.getLong("active_sections"),
        row.getLong("pending_requests"),
        row.getLong("published_results"),
        row.getLong("ineligible_students"));
  }

  private static DashboardStats faculty(ResultSet row) throws SQLException {
    return new DashboardStats.Faculty(
        row.getLong("my_sections"),
        row.getLong("my_students"),
        row.getLong("pending_attendance"),
        row.getLong("draft_results"));
  }

  private static DashboardStats student(ResultSet row) throws SQLException {
    return new DashboardStats.Student(
        row.getLong("enrolled_courses"),
        rate(row.getLong("attended"), row.getLong("counted")),
        row.getLong("completed_results"),
        row.getLong("pending_requests"));
  }

  /** Per cent, half-up to 2 decimals; 0 without records. */
  static BigDecimal rate(long attended, long counted) {
    return counted == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(attended)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(counted), PERCENT_DECIMALS, RoundingMode.HALF_UP);
  }
}
