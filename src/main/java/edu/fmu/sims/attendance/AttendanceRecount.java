package edu.fmu.sims.attendance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.Schedule;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every section's attendance anew each night and holds the tallies against it. They change
 * in one transaction, so any snapshot that shows a difference shows a fault: it is repaired, logged
 * and counted.
 */
public final class AttendanceRecount implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(AttendanceRecount.class);
  private static final LocalTime AT_NIGHT = LocalTime.of(2, 20);

  private static final String COUNTED =
      """
      count(*) filter (where status = 'Present'), count(*) filter (where status = 'Late'),
      count(*) filter (where status = 'Absent'), count(*) filter (where status = 'Excused')""";

  /** A tally of nothing may be missing, or be left over from rows that were deleted. */
  private static final String DIFFERING =
      """
      select student_id from (
          select student_id, present, late, absent, excused
          from attendance_tally where section_id = ?) as told
        full join (
          select student_id, %s from attendance where section_id = ? group by student_id)
          as counted (student_id, present, late, absent, excused) using (student_id)
      where (coalesce(told.present, 0), coalesce(told.late, 0), coalesce(told.absent, 0),
             coalesce(told.excused, 0))
        <> (coalesce(counted.present, 0), coalesce(counted.late, 0), coalesce(counted.absent, 0),
            coalesce(counted.excused, 0))"""
          .formatted(COUNTED);

  private final Transactions transactions;
  private final Counter differences;

  /**
   * @param transactions on the connections for jobs; those of the job are joined
   */
  public AttendanceRecount(Transactions transactions, MeterRegistry registry) {
    this.transactions = transactions;
    this.differences =
        Counter.builder("sims.recount.differences")
            .description("Figures that a recount found to be wrong and repaired")
            .tag("what", "attendance")
            .register(registry);
  }

  @Override
  public String type() {
    return "recount_attendance";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.daily(AT_NIGHT));
  }

  @Override
  public ObjectNode run(JobContext job) {
    List<Long> sections = ids("select id from section order by id");
    int repaired = 0;
    for (int i = 0; i < sections.size(); i++) {
      long section = sections.get(i);
      for (long student : ids(DIFFERING, section, section)) {
        job.commit(() -> repair(section, student));
        differences.increment();
        repaired++;
        log.error(
            "The attendance tally of student {} in section {} differed; it is repaired",
            student,
            section);
      }
      job.progress(i + 1, sections.size(), 0);
    }
    return Json.MAPPER
        .createObjectNode()
        .put("sections", sections.size())
        .put("repaired", repaired);
  }

  private List<Long> ids(String sql, Object... parameters) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
              List<Long> ids = new ArrayList<>();
              while (rows.next()) {
                ids.add(rows.getLong(1));
              }
              return ids;
            }
          }
        });
  }

  /**
   * The tally's row is locked first: whoever has written attendance and not committed waits for us
   * at this row and adds to what we write; whoever has committed is counted.
   */
  private int repair(long section, long student) {
    write(
        "insert into attendance_tally (section_id, student_id) values (?, ?) on conflict do nothing",
        section,
        student);
    ids(
        "select student_id from attendance_tally where section_id = ? and student_id = ? for update",
        section,
        student);
    return write(
        """
        update attendance_tally t set (present, late, absent, excused) = (
          select %s from attendance a
          where a.section_id = t.section_id and a.student_id = t.student_id)
        where section_id = ? and student_id = ?"""
            .formatted(COUNTED),
        section,
        student);
  }

  private int write(String sql, long section, long student) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, section);
            statement.setLong(2, student);
            return statement.executeUpdate();
          }
        });
  }
}
