package edu.fmu.sims.audit;

import edu.fmu.sims.persistence.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A read of personal records as administrators see it.
 *
 * @param reader the id of who read; null for the system
 * @param path the address that was read
 * @param query the filters of a list, as they were asked for
 * @param what what was read, in a word
 * @param rows how many records the answer held
 * @param student whose record it was; null for a list
 */
public record DisclosureView(
    long id,
    Instant timestamp,
    @Nullable Long reader,
    String readerUsername,
    String remoteAddr,
    String requestId,
    String path,
    String query,
    String what,
    int rows,
    @Nullable Long student) {

  static final String COLUMNS =
      "d.id, d.at, d.reader_id, d.reader_username, d.remote_addr, d.request_id, d.path, d.query,"
          + " d.what, d.row_count, d.student_id";

  static DisclosureView of(ResultSet row) throws SQLException {
    return new DisclosureView(
        row.getLong("id"),
        Rows.instant(row, "at"),
        Rows.longOrNull(row, "reader_id"),
        row.getString("reader_username"),
        row.getString("remote_addr"),
        row.getString("request_id"),
        row.getString("path"),
        row.getString("query"),
        row.getString("what"),
        row.getInt("row_count"),
        Rows.longOrNull(row, "student_id"));
  }
}
