package edu.fmu.sims.audit;

import edu.fmu.sims.audit.AuditAnchors.Anchor;
import edu.fmu.sims.persistence.Transactions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain over the log. Entries are sealed in batches, in the database; the end of the chain is
 * told to the server's log and to the anchors, outside of the database.
 */
public final class AuditChain {
  private static final Logger log = LoggerFactory.getLogger(AuditChain.class);
  private static final int BATCH = 5_000;

  /** The columns of {@link #SEALED} that are an entry's own. */
  private static final int FIRST_FIELD = 4;

  private static final int LAST_FIELD = 16;
  private static final String SEALED =
      """
      select s.position, s.entry_id, s.hash, e.id::text,
        to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_id::text,
        e.actor_username, e.remote_addr, e.request_id, e.method, e.path, e.status_code::text,
        e.model, e.object_id, e.summary, e.changes::text
      from audit_seal s left join audit_entry e on e.id = s.entry_id
      order by s.position""";
  private static final String NEVER_WAITED =
      """
      select e.id from audit_entry e
       where not exists (select from audit_seal s where s.entry_id = e.id)
         and not exists (select from audit_unsealed u where u.entry_id = e.id)
       order by e.at limit 1""";
  private static final String GONE_BEFORE_ITS_SEAL =
      """
      select u.entry_id from audit_unsealed u
       where not exists (select from audit_entry e where e.id = u.entry_id) limit 1""";

  private final Transactions transactions;

  public AuditChain(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What a verification found.
   *
   * @param sealed how many entries are in the chain
   * @param waiting how many are not yet
   * @param fault what was done to the log, naming the first entry concerned; null for nothing
   */
  public record Verdict(long sealed, long waiting, @Nullable String fault) {}

  /** Seals what waits and anchors the end; how many entries were sealed. */
  int seal(AuditAnchors anchors, Clock clock) {
    int sealed = 0;
    int batch;
    do {
      batch = transactions.call(() -> (int) number("select audit_seal_waiting(" + BATCH + ")"));
      sealed += batch;
    } while (batch == BATCH);
    if (sealed > 0) {
      transactions.sql(
          connection -> {
            try (Statement statement = connection.createStatement();
                ResultSet end =
                    statement.executeQuery(
                        "select position, hash from audit_seal order by position desc limit 1")) {
              end.next();
              String hash = HexFormat.of().formatHex(end.getBytes(2));
              anchors.add(clock.instant(), end.getLong(1), hash);
              log.info("Audit log sealed up to entry {} with hash {}", end.getLong(1), hash);
              return true;
            }
          });
    }
    return sealed;
  }

  private long number(String sql) {
    return transactions.sql(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /**
   * Goes through the whole log in one snapshot and holds it against its seals and the anchors, and
   * the notes of reads against theirs.
   *
   * @throws IllegalArgumentException when the anchors cannot be understood
   */
  public Verdict verify(AuditAnchors anchors) {
    TreeMap<Long, List<Anchor>> expected = anchors.byPosition();
    return transactions.sql(
        connection -> {
          connection.setAutoCommit(false);
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          connection.setReadOnly(true);
          try {
            return verify(connection, expected);
          } finally {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
          }
        });
  }

  private static Verdict verify(Connection connection, TreeMap<Long, List<Anchor>> anchors)
      throws SQLException {
    Walk walk = new Walk(anchors);
    try (PreparedStatement select = connection.prepareStatement(SEALED)) {
      select.setFetchSize(BATCH);
      try (ResultSet rows = select.executeQuery()) {
        while (walk.fault == null && rows.next()) {
          walk.step(rows);
        }
      }
    }
    String fault = walk.fault;
    if (fault == null) {
      fault = walk.missingEnd();
    }
    if (fault == null) {
      fault =
          first(
              connection, NEVER_WAITED, "was put in past the product: it never waited for a seal");
    }
    if (fault == null) {
      fault = first(connection, GONE_BEFORE_ITS_SEAL, "was removed before it was sealed");
    }
    if (fault == null) {
      fault = DisclosureSeals.fault(connection).orElse(null);
    }
    try (Statement statement = connection.createStatement();
        ResultSet waiting = statement.executeQuery("select count(*) from audit_unsealed")) {
      waiting.next();
      return new Verdict(walk.position, waiting.getLong(1), fault);
    }
  }

  private static @Nullable String first(Connection connection, String sql, String what)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? "Entry " + row.getString(1) + " " + what + "." : null;
    }
  }

  /** One way along the chain, up to the first fault. */
  private static final class Walk {
    private final TreeMap<Long, List<Anchor>> anchors;
    private final Fingerprint fingerprint = new Fingerprint();
    private byte[] head = {};
    private long position;
    private @Nullable String fault;

    Walk(TreeMap<Long, List<Anchor>> anchors) {
      this.anchors = anchors;
    }

    void step(ResultSet row) throws SQLException {
      long place = row.getLong(1);
      String entry = "Entry " + row.getString(2) + " at position " + place;
      if (place != position + 1) {
        fault = "Positions " + (position + 1) + " to " + (place - 1) + " were removed.";
      } else if (row.getString(FIRST_FIELD) == null) {
        fault = entry + " was removed.";
      } else {
        fingerprint.add(head);
        fingerprint.add(row, FIRST_FIELD, LAST_FIELD);
        head = fingerprint.digest();
        if (!MessageDigest.isEqual(head, row.getBytes(3))) {
          fault = entry + " was altered, or moved.";
        } else {
          position = place;
          fault = unlikeAnchor();
        }
      }
    }

    private @Nullable String unlikeAnchor() {
      String hash = HexFormat.of().formatHex(head);
      for (Anchor anchor : anchors.getOrDefault(position, List.of())) {
        if (!anchor.hash().equals(hash)) {
          Long good = anchors.lowerKey(position);
          return "Entries between positions "
              + (good == null ? 1 : good + 1)
              + " and "
              + position
              + " are not those that were anchored at "
              + anchor.at()
              + ": the chain was written anew.";
        }
      }
      return null;
    }

    @Nullable String missingEnd() {
      Map.Entry<Long, List<Anchor>> last = anchors.lastEntry();
      return last == null || last.getKey() <= position
          ? null
          : "The end was cut off: position "
              + (position + 1)
              + " is missing, and "
              + last.getKey()
              + " was anchored at "
              + last.getValue().getFirst().at()
              + ".";
    }
  }
}
