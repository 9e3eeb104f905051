package edu.fmu.sims.attendance;

import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.attendance.Register.Line;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a section's register of one day as a whole, blank lines too. */
public final class RegisterService {
  private static final String LINES =
      """
      select st.id, st.reg_no, st.name, coalesce(a.status, '') as status,
             coalesce(a.reason, '') as reason, coalesce(y.present, 0) as present,
             coalesce(y.late, 0) as late, coalesce(y.absent, 0) as absent,
             coalesce(y.excused, 0) as excused
        from enrollment e join student st on st.id = e.student_id
        left join attendance a
          on a.section_id = e.section_id and a.student_id = e.student_id and a.date = ?
        left join attendance_tally y
          on y.section_id = e.section_id and y.student_id = e.student_id
       where e.section_id = ? and e.status <> 'dropped' and e.student_id = coalesce(?, e.student_id)
       order by st.reg_no""";

  private final Transactions transactions;
  private final SectionService sections;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone the institution's: what "today" means
   */
  public RegisterService(
      Transactions transactions, SectionService sections, Clock clock, ZoneId zone) {
    this.transactions = transactions;
    this.sections = sections;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The register; for a Student the own line of it.
   *
   * @param day null for today
   * @throws Problem 404 when there is no such section for the caller
   */
  Register of(Caller caller, long section, @Nullable LocalDate day) {
    sections.get(caller, section);
    LocalDate date = day == null ? LocalDate.now(clock.withZone(zone)) : day;
    Long only = caller.is(Role.STUDENT) ? Objects.requireNonNullElse(caller.studentId(), 0L) : null;
    return new Register(section, date, lines(section, date, only));
  }

  private List<Line> lines(long section, LocalDate day, @Nullable Long only) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LINES)) {
            select.setObject(1, day);
            select.setLong(2, section);
            select.setObject(3, only, Types.BIGINT);
            try (ResultSet rows = select.executeQuery()) {
              List<Line> lines = new ArrayList<>();
              while (rows.next()) {
                Tally tally =
                    new Tally(
                        rows.getLong("present"),
                        rows.getLong("late"),
                        rows.getLong("absent"),
                        rows.getLong("excused"));
                lines.add(
                    new Line(
                        rows.getLong("id"),
                        rows.getString("reg_no"),
                        rows.getString("name"),
                        rows.getString("status"),
                        rows.getString("reason"),
                        tally.percentage()));
              }
              return lines;
            }
          }
        });
  }
}
