package edu.fmu.sims.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Seals over the notes of who read whose records. Once a night an audit entry says how many notes
 * came in since the last one, and their hash; the audit log's own chain holds that entry fast. So a
 * note that is altered, removed or slipped in later is found, and reading costs nothing more.
 */
public final class DisclosureSeals {
  /** The entity of the audit entries that are seals. */
  static final String MODEL = "DisclosureSeal";

  /** What is younger may still be in a transaction that has not ended. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private static final int FETCH = 5_000;
  private static final int LAST_FIELD = 12;
  private static final int CREATED = 201;

  private static final String NOTES =
      """
      select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), reader_id,
        reader_username, remote_addr, request_id, path, query, what, row_count, student_id,
        student_ids::text
      from disclosure where at >= ? and at < ? order by at, id""";
  private static final String SEALS =
      """
      select object_id, changes #>> '{after,1}', changes #>> '{notes,1}', changes #>> '{sha256,1}'
      from audit_entry where model = ? order by object_id""";

  private final Transactions transactions;
  private final AuditLog audit;
  private final Clock clock;

  public DisclosureSeals(Transactions transactions, AuditLog audit, Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What one seal says.
   *
   * @param after the instant from which on it counts: where the one before ended
   * @param notes how many notes came in before the instant it is named after
   * @param sha256 their hash in hexadecimal
   */
  record Seal(@JsonProperty("after") String after, long notes, String sha256) {}

  /** Seals what came in up to an hour ago; how many notes that were. */
  long seal(Caller caller) {
    Instant until = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.SECONDS);
    return transactions.call(
        () -> {
          Instant from = transactions.sql(DisclosureSeals::takeTurn);
          if (!from.isBefore(until)) {
            return 0L;
          }
          Seal seal = transactions.sql(connection -> of(connection, from, until));
          audit.record(
              caller,
              CREATED,
              MODEL,
              until.toString(),
              seal.notes() + " notes of reads sealed",
              null,
              seal);
          return seal.notes();
        });
  }

  /** Where the last seal ended; no other is made until this transaction is over. */
  private static Instant takeTurn(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtext('disclosure_seal'))")) {
      lock.execute();
    }
    try (PreparedStatement select =
        connection.prepareStatement("select max(object_id) from audit_entry where model = ?")) {
      select.setString(1, MODEL);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        String end = row.getString(1);
        return end == null ? Instant.EPOCH : Instant.parse(end);
      }
    }
  }

  private static Seal of(Connection connection, Instant from, Instant until) throws SQLException {
    Fingerprint fingerprint = new Fingerprint();
    long notes = 0;
    try (PreparedStatement select = connection.prepareStatement(NOTES)) {
      select.setFetchSize(FETCH);
      select.setTimestamp(1, Timestamp.from(from));
      select.setTimestamp(2, Timestamp.from(until));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          fingerprint.add(row, 1, LAST_FIELD);
          notes++;
        }
      }
    }
    return new Seal(from.toString(), notes, HexFormat.of().formatHex(fingerprint.digest()));
  }

  /** The first seal that the notes no longer agree with, and how; nothing when all do. */
  static Optional<String> fault(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SEALS)) {
      select.setString(1, MODEL);
      return fault(connection, select);
    }
  }

  private static Optional<String> fault(Connection connection, PreparedStatement seals)
      throws SQLException {
    String end = Instant.EPOCH.toString();
    try (ResultSet row = seals.executeQuery()) {
      while (row.next()) {
        String until = row.getString(1);
        Seal sealed = new Seal(row.getString(2), row.getLong(3), row.getString(4));
        if (!sealed.after().equals(end)) {
          return Optional.of(
              "The seal of the notes of reads between "
                  + end
                  + " and "
                  + sealed.after()
                  + " was removed.");
        }
        Seal found = of(connection, Instant.parse(end), Instant.parse(until));
        if (!found.equals(sealed)) {
          return Optional.of(
              "The notes of reads between "
                  + end
                  + " and "
                  + until
                  + " are not those that were"
                  + " sealed: "
                  + sealed.notes()
                  + " then, "
                  + found.notes()
                  + " now.");
        }
        end = until;
      }
    }
    return Optional.empty();
  }
}
