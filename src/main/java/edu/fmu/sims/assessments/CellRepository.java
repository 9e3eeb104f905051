package edu.fmu.sims.assessments;

import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes many cells of gradebooks at once, a statement for each kind of change. */
final class CellRepository {
  /** Holds the scores until the transaction ends; always in the order of their ids. */
  private static final String FIND =
      """
      with wanted as (
        select distinct x.assessment, x.student
          from unnest(?::bigint[], ?::bigint[]) as x (assessment, student)),
      held as materialized (
        select sc.* from assessment_score sc
         where (sc.assessment_id, sc.student_id) in (select assessment, student from wanted)
         order by sc.id for update),
      usual as materialized (
        select sc.assessment_id, mode() within group (order by sc.max_score) as max_score
          from assessment_score sc
         where sc.assessment_id in (select assessment from wanted) group by sc.assessment_id)
      select w.assessment, w.student, a.id as found, s.teacher_id,
             e.student_id is not null as enrolled,
             held.id, held.score, held.max_score, held.version,
             coalesce(usual.max_score, 100) as usual_max
        from wanted w
        left join assessment a on a.id = w.assessment
        left join section s on s.id = a.section_id
        left join enrollment e on e.section_id = a.section_id and e.student_id = w.student
                              and e.status <> 'dropped'
        left join held on held.assessment_id = w.assessment and held.student_id = w.student
        left join usual on usual.assessment_id = w.assessment""";

  private static final String INSERT =
      """
      insert into assessment_score (assessment_id, student_id, score, max_score)
      select x.assessment, x.student, x.score, x.max_score
        from unnest(?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[])
             as x (assessment, student, score, max_score)
       order by x.assessment, x.student
      on conflict (assessment_id, student_id) do nothing
      returning assessment_id, student_id""";

  private static final String UPDATE =
      """
      update assessment_score sc set score = x.score, max_score = x.max_score,
             version = sc.version + 1
        from unnest(?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[])
             as x (assessment, student, score, max_score)
       where sc.assessment_id = x.assessment and sc.student_id = x.student""";

  private static final String DELETE =
      """
      delete from assessment_score sc
       using unnest(?::bigint[], ?::bigint[]) as x (assessment, student)
       where sc.assessment_id = x.assessment and sc.student_id = x.student""";

  private final Transactions transactions;

  CellRepository(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Which cell. */
  record Place(long assessment, long student) {}

  /**
   * A cell as it stands.
   *
   * @param exists whether there is such an assessment
   * @param teacher who teaches its section
   * @param score null when the cell is empty, with its maximum and version
   * @param usualMax what a new score of the assessment counts up to
   */
  record Cell(
      boolean exists,
      @Nullable Long teacher,
      boolean enrolled,
      @Nullable BigDecimal score,
      @Nullable BigDecimal maxScore,
      @Nullable Integer version,
      BigDecimal usualMax) {}

  /** A score to be written. */
  record Entry(Place place, BigDecimal score, BigDecimal maxScore) {}

  Map<Place, Cell> find(List<Place> places) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIND)) {
            bindPlaces(connection, select, places);
            try (ResultSet rows = select.executeQuery()) {
              Map<Place, Cell> cells = new HashMap<>();
              while (rows.next()) {
                cells.put(
                    new Place(rows.getLong("assessment"), rows.getLong("student")), cell(rows));
              }
              return cells;
            }
          }
        });
  }

  private static Cell cell(ResultSet rows) throws SQLException {
    Long version = Rows.longOrNull(rows, "version");
    return new Cell(
        Rows.longOrNull(rows, "found") != null,
        Rows.longOrNull(rows, "teacher_id"),
        rows.getBoolean("enrolled"),
        rows.getBigDecimal("score"),
        rows.getBigDecimal("max_score"),
        version == null ? null : version.intValue(),
        rows.getBigDecimal("usual_max"));
  }

  /** Fills empty cells; one that somebody else has filled by now is not among those returned. */
  Set<Place> insert(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Set.of();
    }
    return transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bindEntries(connection, insert, entries);
            try (ResultSet rows = insert.executeQuery()) {
              Set<Place> inserted = new HashSet<>();
              while (rows.next()) {
                inserted.add(new Place(rows.getLong("assessment_id"), rows.getLong("student_id")));
              }
              return inserted;
            }
          }
        });
  }

  void update(List<Entry> entries) {
    if (!entries.isEmpty()) {
      transactions.sql(
          connection -> {
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
              bindEntries(connection, update, entries);
              return update.executeUpdate();
            }
          });
    }
  }

  void delete(List<Place> places) {
    if (!places.isEmpty()) {
      transactions.sql(
          connection -> {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
              bindPlaces(connection, delete, places);
              return delete.executeUpdate();
            }
          });
    }
  }

  private static void bindPlaces(
      Connection connection, PreparedStatement statement, List<Place> places) throws SQLException {
    statement.setArray(
        1, connection.createArrayOf("bigint", places.stream().map(Place::assessment).toArray()));
    statement.setArray(
        2, connection.createArrayOf("bigint", places.stream().map(Place::student).toArray()));
  }

  private static void bindEntries(
      Connection connection, PreparedStatement statement, List<Entry> entries) throws SQLException {
    List<Place> places = new ArrayList<>();
    entries.forEach(entry -> places.add(entry.place()));
    bindPlaces(connection, statement, places);
    statement.setArray(
        3, connection.createArrayOf("numeric", entries.stream().map(Entry::score).toArray()));
    statement.setArray(
        4, connection.createArrayOf("numeric", entries.stream().map(Entry::maxScore).toArray()));
  }
}
