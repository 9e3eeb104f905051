package edu.fmu.sims.audit;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.jobs.JobModule;
import edu.fmu.sims.jobs.JobRig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the night makes of the log of writes and of the notes of reads. */
class AuditJobsTest {
  @AutoClose private final JobRig rig = new JobRig(JobRig.noRedis());
  @TempDir private Path media;
  private JobModule node;

  @BeforeEach
  void aDay() {
    AuditLog log = new AuditLog(rig.transactions());
    AuditChain chain = new AuditChain(rig.transactions());
    AuditAnchors anchors = AuditAnchors.in(media);
    Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    DisclosureSeals seals = new DisclosureSeals(rig.transactions(), log, tomorrow);
    node =
        rig.start(
            new AuditSealJob(chain, anchors, Clock.systemUTC()),
            new DisclosureSealJob(seals),
            new AuditVerifyJob(chain, anchors));
    log.created(Caller.system("test"), "Thing", 1, Map.of("name", "one"));
    for (int student = 1; student <= 3; student++) {
      rig.update(
          "insert into disclosure (reader_username, remote_addr, request_id, path, what, student_id)"
              + " values ('registrar', '', '', '/api/students/', 'student', "
              + student
              + ")");
    }
    assertThat(rig.column(run("seal_disclosures", "succeeded"), "result ->> 'sealed'"))
        .isEqualTo("3");
    assertThat(rig.column(run("seal_audit_log", "succeeded"), "result ->> 'sealed'"))
        .isEqualTo("2");
    assertThat(rig.column(run("verify_audit_log", "succeeded"), "result ->> 'sealed'"))
        .isEqualTo("2");
  }

  private long run(String type, String end) {
    long job = rig.enqueue(node, type);
    rig.awaitState(job, end);
    return job;
  }

  /** What the owner of the tables can do. */
  private void tamper(String table, String sql) throws SQLException {
    try (Connection connection = rig.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table " + table + " disable trigger user; " + sql);
    }
  }

  @Test
  void aTamperedLogIsADeadJob() throws SQLException {
    tamper("audit_entry", "update audit_entry set summary = '' where model = 'Thing'");
    assertThat(rig.column(run("verify_audit_log", "dead"), "error"))
        .contains("not what was written", "at position 1 was altered");
  }

  @Test
  void aRemovedNoteOfAReadIsADeadJob() throws SQLException {
    tamper("disclosure", "delete from disclosure where student_id = 2");
    assertThat(rig.column(run("verify_audit_log", "dead"), "error"))
        .contains("not what was written", "3 then, 2 now");
  }
}
