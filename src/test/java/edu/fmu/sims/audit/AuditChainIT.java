package edu.fmu.sims.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever lays hands on the log past the product, as the server's superuser, is found out. */
class AuditChainIT {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T08:00:00Z"), ZoneOffset.UTC);

  private static final SessionFactory SESSIONS = SessionFactories.build(List.of());

  @AutoClose private final TestDatabase database = TestDatabase.create();
  private final Transactions transactions = new Transactions(SESSIONS, database.app());
  private final AuditLog log = new AuditLog(transactions);
  private final AuditChain chain = new AuditChain(transactions);
  @TempDir private Path media;
  private AuditAnchors anchors;

  @BeforeEach
  void fiveEntries() {
    anchors = AuditAnchors.in(media);
    write(1, 5);
    assertThat(chain.seal(anchors, CLOCK)).isEqualTo(5);
  }

  private void write(int from, int to) {
    for (int i = from; i <= to; i++) {
      log.created(
          Caller.system("test"), "Thing", i, Map.of("name", "Ⅲ نام " + i, "of", List.of(i)));
    }
  }

  private String fault() {
    return String.valueOf(chain.verify(anchors).fault());
  }

  /** What a superuser does who knows how to get round triggers. */
  private void tamper(String sql) {
    run(database.superuser(), "set session_replication_role = replica; " + sql);
  }

  private static void run(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getSQLState(), e);
    }
  }

  private String entry(int position) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select entry_id from audit_seal where position = " + position)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void anUntouchedLogIsWholeWhateverIsWrittenMeanwhile() {
    assertThat(chain.verify(anchors)).isEqualTo(new AuditChain.Verdict(5, 0, null));
    write(6, 7);
    assertThat(chain.verify(anchors)).isEqualTo(new AuditChain.Verdict(5, 2, null));
    assertThat(chain.seal(anchors, CLOCK)).isEqualTo(2);
    assertThat(chain.seal(anchors, CLOCK)).isZero();
    assertThat(chain.verify(anchors)).isEqualTo(new AuditChain.Verdict(7, 0, null));
    assertThat(chain.verify(AuditAnchors.of(media.resolve("none"))))
        .extracting(AuditChain.Verdict::fault)
        .isNull();
  }

  @Test
  void anAlteredEntryIsNamed() throws SQLException {
    String third = entry(3);
    for (String change :
        List.of(
            "actor_username = 'another'",
            "at = at - interval '1 microsecond'",
            "actor_id = 0",
            "changes = jsonb_set(changes, '{name,1}', '\"B+\"')",
            "path = '', method = method || path")) {
      tamper("create table kept as select * from audit_entry where id = '" + third + "'");
      tamper("update audit_entry set " + change + " where id = '" + third + "'");
      assertThat(fault())
          .as(change)
          .isEqualTo("Entry " + third + " at position 3 was altered, or moved.");
      tamper("delete from audit_entry where id = '" + third + "'");
      tamper("insert into audit_entry select * from kept; drop table kept");
      assertThat(chain.verify(anchors).fault()).isNull();
    }
  }

  @Test
  void aRemovedEntryIsNamed() throws SQLException {
    String second = entry(2);
    tamper("delete from audit_entry where id = '" + second + "'");
    assertThat(fault()).isEqualTo("Entry " + second + " at position 2 was removed.");
    tamper("delete from audit_seal where position = 2");
    assertThat(fault()).isEqualTo("Positions 2 to 2 were removed.");
  }

  @Test
  void anEntryThatWasSlippedInOrTakenOutBeforeItsSealIsNamed() {
    tamper("insert into audit_entry (method, path, status_code) values ('POST', '/slipped', 201)");
    assertThat(fault()).contains("was put in past the product");
    tamper("delete from audit_entry where path = '/slipped'");
    write(6, 6);
    tamper("delete from audit_entry where object_id = '6'");
    assertThat(fault()).contains("was removed before it was sealed");
  }

  @Test
  void swappedEntriesAreNamed() throws SQLException {
    String second = entry(2);
    String third = entry(3);
    tamper("update audit_seal set entry_id = gen_random_uuid() where position = 2");
    tamper("update audit_seal set entry_id = '" + second + "' where position = 3");
    tamper("update audit_seal set entry_id = '" + third + "' where position = 2");
    assertThat(fault()).isEqualTo("Entry " + third + " at position 2 was altered, or moved.");
  }

  @Test
  void aCutEndIsFoundByTheAnchor() throws SQLException {
    tamper(
        "delete from audit_entry where id in (select entry_id from audit_seal where position > 3);"
            + " delete from audit_seal where position > 3");
    assertThat(fault()).contains("The end was cut off: position 4 is missing, and 5 was anchored");
    assertThat(chain.verify(AuditAnchors.of(media.resolve("none"))).fault())
        .as("the chain alone cannot tell")
        .isNull();
  }

  @Test
  void aChainWrittenAnewIsFoundByTheAnchor() {
    write(6, 8);
    chain.seal(anchors, CLOCK);
    tamper(
        "update audit_entry set actor_username = 'another' where object_id = '6';"
            + " insert into audit_unsealed select entry_id from audit_seal where position > 5;"
            + " delete from audit_seal where position > 5;"
            + " select audit_seal_waiting(100)");
    assertThat(fault())
        .contains("between positions 6 and 8 are not those that were anchored at 2026-11-28T08:00");
    assertThat(chain.verify(AuditAnchors.of(media.resolve("none"))).fault())
        .as("the chain alone cannot tell")
        .isNull();
  }

  @Test
  void anAnchorThatIsNoneIsToldByItsLine() throws IOException {
    Path file = media.resolve("audit/anchors.txt");
    Files.writeString(file, Files.readString(file) + "2026-11-28T08:00:00Z five abc\n");
    assertThatThrownBy(() -> chain.verify(anchors)).hasMessageContaining("Line 2");
  }

  @Test
  void theRunTimeRoleSealsWhatWaitsAndNothingElse() {
    for (String sql :
        List.of(
            "insert into audit_seal values (6, gen_random_uuid(), '\\x00')",
            "update audit_seal set hash = '\\x00'",
            "delete from audit_seal",
            "insert into audit_unsealed values (gen_random_uuid())",
            "delete from audit_unsealed",
            "insert into audit_entry (at, method, path, status_code) values (now(), '', '', 200)",
            "insert into audit_entry (id, method, path, status_code)"
                + " values (gen_random_uuid(), '', '', 200)")) {
      assertThatThrownBy(() -> run(database.app(), sql)).as(sql).hasMessage("42501");
    }
    assertThat(chain.verify(anchors).fault()).isNull();
  }

  @Test
  void writersDoNotWaitForSealersAndEachEntryIsSealedOnce()
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sealed =
          IntStream.range(0, 12)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            write(100 * n, 100 * n + 9);
                            return n % 3 == 0 ? chain.seal(anchors, CLOCK) : 0;
                          }))
              .toList();
      int count = chain.seal(anchors, CLOCK);
      for (Future<Integer> batch : sealed) {
        count += batch.get();
      }
      assertThat(count + chain.seal(anchors, CLOCK)).isEqualTo(120);
    }
    assertThat(chain.verify(anchors)).isEqualTo(new AuditChain.Verdict(125, 0, null));
  }
}
