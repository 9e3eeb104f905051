package edu.fmu.sims.transcripts;

import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The register of issued documents. Nothing in it is ever deleted. */
final class DocumentRegister {
  private static final String COLUMNS =
      """
      d.id, d.serial, d.code, d.type, d.student_id, d.content_sha256, d.sha256, d.issued_at,
      d.superseded_at, d.revoked_at, d.revoked_reason, s.name as student_name,
      p.name as program""";

  private final Transactions transactions;

  DocumentRegister(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * One entry.
   *
   * @param contentHash of what the document states, without serial and date
   * @param fileHash of the file itself
   */
  record Entry(
      long id,
      String serial,
      String code,
      String type,
      long studentId,
      String contentHash,
      String fileHash,
      Instant issuedAt,
      @Nullable Instant supersededAt,
      @Nullable Instant revokedAt,
      String revokedReason,
      String studentName,
      String program) {

    private static Entry of(ResultSet row) throws SQLException {
      return new Entry(
          row.getLong("id"),
          row.getString("serial"),
          row.getString("code"),
          row.getString("type"),
          row.getLong("student_id"),
          row.getString("content_sha256"),
          row.getString("sha256"),
          Rows.instant(row, "issued_at"),
          Rows.instantOrNull(row, "superseded_at"),
          Rows.instantOrNull(row, "revoked_at"),
          row.getString("revoked_reason"),
          row.getString("student_name"),
          row.getString("program"));
    }
  }

  /** A document about to enter the register. */
  record NewEntry(
      String type,
      long studentId,
      String serial,
      String code,
      String snapshot,
      String contentHash,
      String fileHash,
      Instant issuedAt,
      String issuedBy) {}

  /** The document of that type which stands for the student now. */
  Optional<Entry> current(long studentId, String type) {
    return find(
        "d.student_id = ? and d.type = ? and d.superseded_at is null and d.revoked_at is null",
        studentId,
        type);
  }

  Optional<Entry> byCode(String code) {
    return find("d.code = ?", code);
  }

  /** Lets one issuer at a time work on that student's documents. */
  void lock(long studentId) {
    transactions.sql(
        connection -> {
          try (PreparedStatement lock =
              connection.prepareStatement(
                  "select pg_advisory_xact_lock(hashtextextended('document', ?))")) {
            lock.setLong(1, studentId);
            return lock.execute();
          }
        });
  }

  /** The next number of that type and year; a transaction that fails gives it back. */
  int nextNumber(String type, int year) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement next =
              connection.prepareStatement(
                  """
                  insert into document_serial as s (type, year, last) values (?, ?, 1)
                  on conflict (type, year) do update set last = s.last + 1 returning last""")) {
            next.setString(1, type);
            next.setInt(2, year);
            try (ResultSet rows = next.executeQuery()) {
              rows.next();
              return rows.getInt(1);
            }
          }
        });
  }

  /** Enters a document; the one that stood before it is superseded. */
  long enter(NewEntry entry) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement supersede =
                  connection.prepareStatement(
                      """
                      update document set superseded_at = ? where student_id = ? and type = ?
                         and superseded_at is null and revoked_at is null""");
              PreparedStatement insert =
                  connection.prepareStatement(
                      """
                      insert into document (serial, type, student_id, code, snapshot,
                        content_sha256, sha256, file, issued_at, issued_by)
                      values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?) returning id""")) {
            supersede.setObject(1, entry.issuedAt().atOffset(ZoneOffset.UTC));
            supersede.setLong(2, entry.studentId());
            supersede.setString(3, entry.type());
            supersede.executeUpdate();
            insert.setString(1, entry.serial());
            insert.setString(2, entry.type());
            insert.setLong(3, entry.studentId());
            insert.setString(4, entry.code());
            insert.setString(5, entry.snapshot());
            insert.setString(6, entry.contentHash());
            insert.setString(7, entry.fileHash());
            insert.setString(8, entry.fileHash() + ".pdf");
            insert.setObject(9, entry.issuedAt().atOffset(ZoneOffset.UTC));
            insert.setString(10, entry.issuedBy());
            try (ResultSet rows = insert.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  private Optional<Entry> find(String condition, Object... parameters) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from document d join student s on s.id = d.student_id"
                      + " join program p on p.id = s.program_id where "
                      + condition)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(Entry.of(rows)) : Optional.empty();
            }
          }
        });
  }
}
