package edu.fmu.sims.audit;

import edu.fmu.sims.persistence.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A read of a student's records as that student is told of it: without the filters of a list, which
 * may name others.
 *
 * @param what what was read, in a word
 * @param inList whether the record stood in a list among others
 */
public record OwnDisclosureView(
    long id, Instant timestamp, String readerUsername, String what, boolean inList) {

  static final String COLUMNS =
      "d.id, d.at, d.reader_username, d.what, d.student_id is null as in_list";

  static OwnDisclosureView of(ResultSet row) throws SQLException {
    return new OwnDisclosureView(
        row.getLong("id"),
        Rows.instant(row, "at"),
        row.getString("reader_username"),
        row.getString("what"),
        row.getBoolean("in_list"));
  }
}
