package edu.fmu.sims.documents;

import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The register of issued documents. Nothing in it is ever deleted. */
public final class DocumentRegister {
  /** Releases before these columns left the name and the program to the student's record. */
  private static final String COLUMNS =
      """
      d.id, d.serial, d.type, d.student_id, d.content_sha256, d.sha256, d.issued_at,
      d.superseded_at, d.revoked_at, d.revoked_reason, s.reg_no,
      coalesce(nullif(d.holder_name, ''), s.name) as holder_name,
      coalesce(nullif(d.program, ''), p.name) as program""";

  private final Transactions transactions;

  public DocumentRegister(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * One entry.
   *
   * @param contentHash of what the document states, without serial and date
   * @param fileHash of the file itself
   * @param regNo the holder's registration number as it is now
   * @param holderName the holder's name as the document states it
   * @param program the program's name as the document states it
   */
  public record Entry(
      long id,
      String serial,
      String type,
      long studentId,
      String contentHash,
      String fileHash,
      Instant issuedAt,
      @Nullable Instant supersededAt,
      @Nullable Instant revokedAt,
      String revokedReason,
      String regNo,
      String holderName,
      String program) {

    private static Entry of(ResultSet row) throws SQLException {
      return new Entry(
          row.getLong("id"),
          row.getString("serial"),
          row.getString("type"),
          row.getLong("student_id"),
          row.getString("content_sha256"),
          row.getString("sha256"),
          Rows.instant(row, "issued_at"),
          Rows.instantOrNull(row, "superseded_at"),
          Rows.instantOrNull(row, "revoked_at"),
          row.getString("revoked_reason"),
          row.getString("reg_no"),
          row.getString("holder_name"),
          row.getString("program"));
    }
  }

  /** A document about to enter the register. */
  record NewEntry(
      String type,
      long studentId,
      String holderName,
      String program,
      String serial,
      String code,
      String snapshot,
      String contentHash,
      String fileHash,
      Instant issuedAt,
      String issuedBy,
      String reason) {}

  /** The document of that type which stands for the student now. */
  Optional<Entry> current(long studentId, String type) {
    return find(
        "d.student_id = ? and d.type = ? and d.superseded_at is null and d.revoked_at is null",
        studentId,
        type);
  }

  public Optional<Entry> byId(long id) {
    return find("d.id = ?", id);
  }

  /** The document that prints that code. */
  public Optional<Entry> byCode(String code) {
    return find("d.code = ?", code);
  }

  /** The newest document that prints one of those codes. */
  public Optional<Entry> byCodes(Collection<String> codes) {
    return find("d.code = any(?)", (Object) codes.toArray(String[]::new));
  }

  /** The newest document whose file has one of those hashes. */
  public Optional<Entry> byFiles(Collection<String> hashes) {
    return find("d.sha256 = any(?)", (Object) hashes.toArray(String[]::new));
  }

  /** Whether one of those serials was given out. */
  public boolean knowsOneOf(Collection<String> serials) {
    return find("d.serial = any(?)", (Object) serials.toArray(String[]::new)).isPresent();
  }

  /** One file that the register names. */
  record FileEntry(long id, String serial, String hash) {}

  /** How many documents were issued ever. */
  int size() {
    return transactions.sql(
        connection -> {
          try (PreparedStatement count =
                  connection.prepareStatement("select count(*) from document");
              ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  /** The files of the documents that were entered after that one, oldest first. */
  List<FileEntry> filesAfter(long id, int most) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id, serial, sha256 from document where id > ? order by id limit ?")) {
            select.setLong(1, id);
            select.setInt(2, most);
            List<FileEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                entries.add(new FileEntry(rows.getLong(1), rows.getString(2), rows.getString(3)));
              }
            }
            return entries;
          }
        });
  }

  /** Lets one at a time issue or revoke documents of that student. */
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

  /** The next number of that counter and year; a transaction that fails gives it back. */
  int nextNumber(String counter, int year) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement next =
              connection.prepareStatement(
                  """
                  insert into document_serial as s (type, year, last) values (?, ?, 1)
                  on conflict (type, year) do update set last = s.last + 1 returning last""")) {
            next.setString(1, counter);
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
                      update document set superseded_at = ?, version = version + 1
                       where student_id = ? and type = ?
                         and superseded_at is null and revoked_at is null""");
              PreparedStatement insert =
                  connection.prepareStatement(
                      """
                      insert into document (serial, type, student_id, holder_name, program, code,
                        snapshot, content_sha256, sha256, file, issued_at, issued_by, reason)
                      values (?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?)
                      returning id""")) {
            supersede.setObject(1, entry.issuedAt().atOffset(ZoneOffset.UTC));
            supersede.setLong(2, entry.studentId());
            supersede.setString(3, entry.type());
            supersede.executeUpdate();
            insert.setString(1, entry.serial());
            insert.setString(2, entry.type());
            insert.setLong(3, entry.studentId());
            insert.setString(4, entry.holderName());
            insert.setString(5, entry.program());
            insert.setString(6, entry.code());
            insert.setString(7, entry.snapshot());
            insert.setString(8, entry.contentHash());
            insert.setString(9, entry.fileHash());
            insert.setString(10, entry.fileHash() + ".pdf");
            insert.setObject(11, entry.issuedAt().atOffset(ZoneOffset.UTC));
            insert.setString(12, entry.issuedBy());
            insert.setString(13, entry.reason());
            try (ResultSet rows = insert.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /** Revokes a document that the caller has found unrevoked, under {@link #lock}. */
  void revoke(long id, Instant at, String by, String reason) {
    transactions.sql(
        connection -> {
          try (PreparedStatement revoke =
              connection.prepareStatement(
                  """
                  update document set revoked_at = ?, revoked_by = ?, revoked_reason = ?,
                    version = version + 1 where id = ?""")) {
            revoke.setObject(1, at.atOffset(ZoneOffset.UTC));
            revoke.setString(2, by);
            revoke.setString(3, reason);
            revoke.setLong(4, id);
            return revoke.executeUpdate();
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
                      + condition
                      + " order by d.id desc limit 1")) {
            for (int i = 0; i < parameters.length; i++) {
              if (parameters[i] instanceof String[] texts) {
                select.setArray(i + 1, connection.createArrayOf("text", texts));
              } else {
                select.setObject(i + 1, parameters[i]);
              }
            }
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(Entry.of(rows)) : Optional.empty();
            }
          }
        });
  }
}
