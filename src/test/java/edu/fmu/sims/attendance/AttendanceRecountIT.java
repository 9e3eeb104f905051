package edu.fmu.sims.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.jobs.JobModule;
import edu.fmu.sims.jobs.JobRig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttendanceRecountIT {
  private static final String TYPE = "recount_attendance";

  @AutoClose
  private final JobRig rig = new JobRig(JobRig.noRedis(), "SIMS_JOB_LEASE_SECONDS", "30");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void rows() throws SQLException {
    try (Connection connection = rig.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into program (name) values ('MBBS');
          insert into term (name) values ('T');
          insert into course (code, title, program_id) values ('C', 'C', 1);
          insert into section (course_id, term_id) values (1, 1), (1, 1);
          insert into student (reg_no, name, program_id)
            select 'R' || n, 'N', 1 from generate_series(1, 3) n;
          insert into enrollment (student_id, section_id) select n, 1 from generate_series(1, 3) n;
          insert into attendance (section_id, student_id, date, status)
            select 1, n, date '2026-01-01' + d, 'Present'
            from generate_series(1, 3) n, generate_series(1, 4) d;
          """);
    }
  }

  private double differences() {
    return registry.counter("sims.recount.differences", "what", "attendance").count();
  }

  private JobModule start() {
    return rig.start(new AttendanceRecount(rig.transactions(), registry));
  }

  @Test
  void whatIsRightIsLeftAlone() {
    JobModule node = start();
    long job = rig.enqueue(node, TYPE);
    rig.awaitState(job, "succeeded");
    assertThat(rig.column(job, "result")).isEqualTo("{\"repaired\": 0, \"sections\": 2}");
    assertThat(differences()).isZero();
  }

  @Test
  void talliesThatWereBentLostOrInventedAreRepairedAndReported() {
    rig.update("update attendance_tally set present = 9, late = 1 where student_id = 1");
    rig.update("delete from attendance_tally where student_id = 2");
    rig.update("insert into attendance_tally (section_id, student_id, absent) values (2, 3, 7)");
    JobModule node = start();
    long job = rig.enqueue(node, TYPE);
    rig.awaitState(job, "succeeded");
    assertThat(rig.column(job, "result ->> 'repaired'")).isEqualTo("3");
    assertThat(differences()).isEqualTo(3);
    assertThat(rig.query(TallyIT.DIFFERENCES)).isEqualTo("0");
  }

  @Test
  void aRegisterThatIsBeingWrittenIsCountedOnce() throws SQLException {
    rig.update("update attendance_tally set present = 9");
    JobModule node = start();
    try (Connection writer = rig.owner().getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.executeUpdate(
          "insert into attendance (section_id, student_id, date, status)"
              + " values (1, 2, '2026-02-01', 'Present')");
      long job = rig.enqueue(node, TYPE);
      JobRig.await(
          () ->
              rig.query(
                      "select count(*) from pg_stat_activity where datname = current_database()"
                          + " and wait_event_type = 'Lock'")
                  .equals("1"));
      writer.commit();
      rig.awaitState(job, "succeeded");
    }
    assertThat(rig.query(TallyIT.DIFFERENCES)).isEqualTo("0");
    assertThat(rig.query("select present from attendance_tally where student_id = 2"))
        .isEqualTo("5");
  }
}
