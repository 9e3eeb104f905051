package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records as they stand, by what rows know them by; a statement for all. */
final class StandingRecords {
  private static final String SEATS =
      """
      select x.student, x.other, e.id, e.status
        from unnest(?::bigint[], ?::bigint[]) as x (student, other)
        join enrollment e on e.student_id = x.student and e.section_id = x.other""";
  private static final String SCORES =
      """
      select x.student, x.other, sc.id, sc.version, sc.score, sc.max_score
        from unnest(?::bigint[], ?::bigint[]) as x (student, other)
        join assessment_score sc on sc.student_id = x.student and sc.assessment_id = x.other""";
  private static final String DAY =
      """
      select student_id, id, version, status, reason from attendance
       where section_id = ? and date = ? and student_id = any (?)""";
  private static final String ASSESSMENTS =
      """
      select a.id, a.section_id, a.type from assessment a join section s on s.id = a.section_id
       where (a.section_id = any (?) or a.id = any (?)) and (? = 0 or s.teacher_id = ?)""";

  private final Transactions transactions;

  StandingRecords(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * @param other the section or assessment
   */
  record Pair(long student, long other) {}

  record Seat(long id, String status) {}

  /**
   * @param body the fields, for undoing
   */
  record Standing(long id, int version, ObjectNode body) {}

  record Assessment(long id, long section, String type) {}

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Map<Pair, Seat> seats(Collection<Pair> pairs) {
    return byPair(SEATS, pairs, row -> new Seat(row.getLong("id"), row.getString("status")));
  }

  Map<Pair, Standing> scores(Collection<Pair> cells) {
    return byPair(
        SCORES,
        cells,
        row ->
            new Standing(
                row.getLong("id"),
                row.getInt("version"),
                Json.MAPPER
                    .createObjectNode()
                    .put("assessment", row.getLong("other"))
                    .put("student", row.getLong("student"))
                    .put("score", row.getBigDecimal("score"))
                    .put("max_score", row.getBigDecimal("max_score"))));
  }

  private <T> Map<Pair, T> byPair(String sql, Collection<Pair> pairs, Reader<T> reader) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                1, connection.createArrayOf("bigint", pairs.stream().map(Pair::student).toArray()));
            select.setArray(
                2, connection.createArrayOf("bigint", pairs.stream().map(Pair::other).toArray()));
            Map<Pair, T> found = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                found.put(
                    new Pair(rows.getLong("student"), rows.getLong("other")), reader.read(rows));
              }
            }
            return found;
          }
        });
  }

  /** The register of a day, by student. */
  Map<Long, Standing> day(long section, LocalDate day, Collection<Long> students) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(DAY)) {
            select.setLong(1, section);
            select.setObject(2, day);
            select.setArray(3, bigints(connection, students));
            Map<Long, Standing> found = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                long student = rows.getLong("student_id");
                found.put(
                    student,
                    new Standing(
                        rows.getLong("id"),
                        rows.getInt("version"),
                        Json.MAPPER
                            .createObjectNode()
                            .put("section", section)
                            .put("student", student)
                            .put("date", day.toString())
                            .put("status", rows.getString("status"))
                            .put("reason", rows.getString("reason"))));
              }
            }
            return found;
          }
        });
  }

  /**
   * Those of the sections, and those of the ids.
   *
   * @param teacher whose they must be; 0 for anybody's
   */
  List<Assessment> assessments(Collection<Long> sections, Collection<Long> ids, long teacher) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(ASSESSMENTS)) {
            select.setArray(1, bigints(connection, sections));
            select.setArray(2, bigints(connection, ids));
            select.setLong(3, teacher);
            select.setLong(4, teacher);
            List<Assessment> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                found.add(new Assessment(rows.getLong(1), rows.getLong(2), rows.getString(3)));
              }
            }
            return found;
          }
        });
  }

  private static Array bigints(Connection connection, Collection<Long> ids) throws SQLException {
    return connection.createArrayOf("bigint", ids.toArray());
  }
}
