package edu.fmu.sims.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Takes keys from a table's own sequence, so that rows can refer to each other before they are
 * written.
 */
final class Ids {
  private Ids() {}

  /** The next keys of the table, as many as asked for. */
  static long[] next(Connection connection, String table, int count) throws SQLException {
    long[] ids = new long[count];
    try (PreparedStatement select =
        connection.prepareStatement(
            "select nextval(pg_get_serial_sequence(?, 'id')) from generate_series(1, ?)")) {
      select.setString(1, table);
      select.setInt(2, count);
      try (ResultSet rows = select.executeQuery()) {
        for (int i = 0; rows.next(); i++) {
          ids[i] = rows.getLong(1);
        }
      }
    }
    return ids;
  }
}
