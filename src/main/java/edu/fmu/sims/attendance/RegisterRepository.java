package edu.fmu.sims.attendance;

import edu.fmu.sims.attendance.AttendanceBulkBody.Row;
import edu.fmu.sims.persistence.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A section's register of one day: read and written as a whole, a statement each. */
final class RegisterRepository {
  /** Holds the day's records until the transaction ends, so that what is logged was so. */
  private static final String STANDING =
      """
      with held as materialized (
        select student_id, status, reason from attendance
         where section_id = ? and date = ? and student_id = any (?)
         order by student_id for update)
      select e.student_id, held.status, held.reason
        from enrollment e left join held on held.student_id = e.student_id
       where e.section_id = ? and e.student_id = any (?) and e.status <> 'dropped'""";

  /** Ordered by student, so that two writers of one day wait for each other and do not clash. */
  private static final String WRITE =
      """
      insert into attendance as a (section_id, student_id, date, status, reason)
      select ?, x.student, ?, x.status, x.reason
        from unnest(?::bigint[], ?::text[], ?::text[]) as x (student, status, reason)
       order by x.student
      on conflict (section_id, student_id, date) do update
         set status = excluded.status, reason = excluded.reason, version = a.version + 1
       where (a.status, a.reason) is distinct from (excluded.status, excluded.reason)
      returning id, student_id, (xmax = 0) as created""";

  private final Transactions transactions;

  RegisterRepository(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What stands of an enrolled student for the day; both texts are empty when nothing does. */
  record Standing(String status, String reason) {
    boolean exists() {
      return !status.isEmpty();
    }

    boolean isChangedBy(Row row) {
      return exists() && !(status.equals(row.status().label()) && reason.equals(row.reason()));
    }
  }

  /** A record that was made or changed. */
  record Written(long id, long student, boolean created) {}

  /** Of those students that are enrolled in the section, by student. */
  Map<Long, Standing> standing(long section, LocalDate day, List<Row> rows) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            Array students = students(connection, rows);
            select.setLong(1, section);
            select.setObject(2, day);
            select.setArray(3, students);
            select.setLong(4, section);
            select.setArray(5, students);
            try (ResultSet found = select.executeQuery()) {
              Map<Long, Standing> standing = new HashMap<>();
              while (found.next()) {
                String status = found.getString("status");
                standing.put(
                    found.getLong("student_id"),
                    status == null
                        ? new Standing("", "")
                        : new Standing(status, found.getString("reason")));
              }
              return standing;
            }
          }
        });
  }

  /** Makes or changes the records; those that are so already are left alone and not returned. */
  List<Written> write(long section, LocalDate day, List<Row> rows) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setLong(1, section);
            write.setObject(2, day);
            write.setArray(3, students(connection, rows));
            write.setArray(
                4,
                connection.createArrayOf(
                    "text", rows.stream().map(row -> row.status().label()).toArray()));
            write.setArray(
                5, connection.createArrayOf("text", rows.stream().map(Row::reason).toArray()));
            try (ResultSet returned = write.executeQuery()) {
              List<Written> written = new ArrayList<>();
              while (returned.next()) {
                written.add(
                    new Written(
                        returned.getLong("id"),
                        returned.getLong("student_id"),
                        returned.getBoolean("created")));
              }
              return written;
            }
          }
        });
  }

  private static Array students(Connection connection, List<Row> rows) throws SQLException {
    return connection.createArrayOf("bigint", rows.stream().map(Row::student).toArray());
  }
}
