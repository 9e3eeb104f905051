package edu.fmu.sims.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whoever lays hands on the notes of who read whose records is found out. */
class DisclosureSealsTest {
  private static final Caller JOB = Caller.system("jobs/seal_disclosures/1");
  private static final Instant NIGHT = Instant.parse("2026-11-28T22:20:00Z");
  private static final SessionFactory SESSIONS = SessionFactories.build(List.of());

  @AutoClose private final TestDatabase database = TestDatabase.create();
  private final Transactions transactions = new Transactions(SESSIONS, database.app());

  private DisclosureSeals at(Instant now) {
    return new DisclosureSeals(
        transactions, new AuditLog(transactions), Clock.fixed(now, ZoneOffset.UTC));
  }

  private Optional<String> fault() {
    return transactions.call(() -> transactions.sql(DisclosureSeals::fault));
  }

  private void note(String at, int student) {
    run(
        database.superuser(),
        "insert into disclosure (at, reader_id, reader_username, remote_addr, request_id, path,"
            + " what, student_id) values ('"
            + at
            + "', 7, 'registrar', '10.0.0.1', 'r', '/api/students/', 'student', "
            + student
            + ")");
  }

  private static void run(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getSQLState(), e);
    }
  }

  private void tamper(String sql) {
    run(database.superuser(), "set session_replication_role = replica; " + sql);
  }

  private void twoNights() {
    note("2026-11-27T08:00:00Z", 1);
    note("2026-11-28T09:00:00Z", 2);
    assertThat(at(NIGHT).seal(JOB)).isEqualTo(2);
    note("2026-11-28T21:20:00Z", 3);
    note("2026-11-29T10:00:00Z", 4);
    note("2026-11-29T21:30:00Z", 5);
    assertThat(at(NIGHT.plus(Duration.ofDays(1))).seal(JOB)).isEqualTo(2);
  }

  @Test
  void whatCameInIsSealedOnceAndTheLastHourWaits() {
    twoNights();
    assertThat(fault()).isEmpty();
    assertThat(at(NIGHT.plus(Duration.ofDays(1))).seal(JOB)).as("nothing new").isZero();
    assertThat(at(NIGHT.plus(Duration.ofDays(2))).seal(JOB)).as("the one that waited").isOne();
    assertThat(fault()).isEmpty();
  }

  @Test
  void anAlteredARemovedAndASlippedInNoteAreFound() {
    twoNights();
    String second =
        "The notes of reads between 2026-11-28T21:20:00Z and 2026-11-29T21:20:00Z are not those"
            + " that were sealed: 2 then, ";
    tamper("create table kept as select * from disclosure");
    for (String change :
        List.of("student_id = 9", "reader_username = 'another'", "at = at + interval '1 second'")) {
      tamper("update disclosure set " + change + " where student_id = 4");
      assertThat(fault()).as(change).contains(second + "2 now.");
      tamper("delete from disclosure; insert into disclosure overriding system value table kept");
      assertThat(fault()).isEmpty();
    }
    tamper("delete from disclosure where student_id = 3");
    assertThat(fault()).contains(second + "1 now.");
    tamper("delete from disclosure; insert into disclosure overriding system value table kept");
    note("2026-11-28T22:00:00Z", 6);
    assertThat(fault()).contains(second + "3 now.");
  }

  @Test
  void aRemovedSealIsMissed() {
    twoNights();
    tamper("delete from audit_entry where object_id = '2026-11-28T21:20:00Z'");
    assertThat(fault())
        .contains(
            "The seal of the notes of reads between 1970-01-01T00:00:00Z and 2026-11-28T21:20:00Z"
                + " was removed.");
  }

  @Test
  void twoThatSealAtOnceLeaveOneSeal() throws Exception {
    note("2026-11-27T08:00:00Z", 1);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<Long>> both =
          IntStream.range(0, 8).mapToObj(i -> two.submit(() -> at(NIGHT).seal(JOB))).toList();
      long sealed = 0;
      for (Future<Long> one : both) {
        sealed += one.get();
      }
      assertThat(sealed).isOne();
    }
    assertThat(fault()).isEmpty();
  }

  @Test
  void theRunTimeRoleNeitherBackdatesANoteNorChangesOne() {
    note("2026-11-27T08:00:00Z", 1);
    for (String sql :
        List.of(
            "insert into disclosure (at, reader_username, remote_addr, request_id, path, what,"
                + " student_id) values ('2026-11-27T08:00:00Z', '', '', '', '', '', 1)",
            "update disclosure set student_id = 2",
            "delete from disclosure")) {
      assertThatThrownBy(() -> run(database.app(), sql)).as(sql).hasMessage("42501");
    }
  }
}
