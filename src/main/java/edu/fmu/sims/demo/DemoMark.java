package edu.fmu.sims.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The memory of what is demo data: how much was seeded when, and which rows. */
final class DemoMark {
  private static final int NONE = -1;

  private DemoMark() {}

  /** How many students the present demo data was made for; -1 when there is none. */
  static int students(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select students from demo_seed")) {
      return row.next() ? row.getInt(1) : NONE;
    }
  }

  static boolean present(Connection connection) throws SQLException {
    return students(connection) != NONE;
  }

  static void seeded(Connection connection, int students, LocalDate on, OffsetDateTime at)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into demo_seed (students, seeded_on, seeded_at) values (?, ?, ?)")) {
      insert.setInt(1, students);
      insert.setObject(2, on);
      insert.setObject(3, at);
      insert.executeUpdate();
    }
  }

  static void mark(Connection connection, String kind, long... ids) throws SQLException {
    try (CopyRows rows = new CopyRows(connection, "demo_row (kind, row_id)")) {
      for (long id : ids) {
        rows.add(kind, id);
      }
    }
  }
}
