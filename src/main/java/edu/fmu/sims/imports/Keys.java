package edu.fmu.sims.imports;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that rows name: all those of a column with one statement. Faculty finds the own
 * sections and the students in them, and nobody else: a foreign record looks like none.
 */
final class Keys {
  private static final String OF_OWN_SECTIONS =
      " and x.id in (select e.student_id from enrollment e"
          + " join section taught on taught.id = e.section_id where taught.teacher_id = %d)";
  private static final String SECTIONS =
      """
      select s.id, c.code, t.name, coalesce(lower(u.username), '') as teacher, s.teacher_name,
             coalesce(s.teacher_id, 0) as teacher_id
        from section s join course c on c.id = s.course_id join term t on t.id = s.term_id
        left join app_user u on u.id = s.teacher_id
       where (c.code = any (?) or s.id = any (?))""";

  private final Transactions transactions;
  private final Caller caller;
  private final boolean isExport;

  /**
   * @param isExport whether records may be named by their ids
   */
  Keys(Transactions transactions, Caller caller, boolean isExport) {
    this.transactions = transactions;
    this.caller = caller;
    this.isExport = isExport;
  }

  /** A section and what rows call it by. */
  record Place(
      long id, String course, String term, String teacher, String teacherName, long teacherId) {}

  /** Records by the text that names them. */
  record Found(String what, Map<String, Long> ids) {
    /** The id; null when there is no such record. */
    @Nullable Long find(String name) {
      return ids.get(name);
    }

    long get(String column, String name) {
      if (name.isEmpty()) {
        throw Problem.field(column, "This field is required.");
      }
      Long id = ids.get(name);
      if (id == null) {
        throw Problem.field(column, "There is no " + what + " " + shown(name) + ".");
      }
      return id;
    }
  }

  Found students(List<Line> lines, String column) {
    String within = caller.is(Role.FACULTY) ? OF_OWN_SECTIONS.formatted(caller.userId()) : "";
    return found("student", "student", "reg_no", values(lines, column), within);
  }

  Found courses(List<Line> lines) {
    return found("course", "course", "code", values(lines, "course"), "");
  }

  /** Known by the code alone, for the file that holds the courses themselves. */
  Found coursesByCode(List<Line> lines) {
    return new Found("course", byText("course", "code", values(lines, "code"), ""));
  }

  Found studentsByRegNo(List<Line> lines) {
    return new Found("student", byText("student", "reg_no", values(lines, "reg_no"), ""));
  }

  Found programs(List<Line> lines) {
    return found("program", "program", "name", values(lines, "program"), "");
  }

  /** Users, by username in whatever case. */
  Found teachers(List<Line> lines) {
    List<String> names = values(lines, "teacher");
    Map<String, Long> ids = new HashMap<>();
    Map<String, Long> lower =
        byText(
            "app_user",
            "lower(username)",
            names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
            "");
    for (String name : names) {
      Long id = lower.get(name.toLowerCase(Locale.ROOT));
      if (id != null) {
        ids.put(name, id);
      }
    }
    addIds("app_user", names, "", ids);
    return new Found("user", ids);
  }

  private Found found(String what, String table, String column, List<String> names, String within) {
    Map<String, Long> ids = byText(table, column, names, within);
    addIds(table, names, within, ids);
    return new Found(what, ids);
  }

  private void addIds(String table, List<String> names, String within, Map<String, Long> ids) {
    if (isExport) {
      List<String> numbers =
          names.stream().filter(name -> name.matches("[1-9][0-9]{0,17}")).toList();
      ids.putAll(byText(table, "id::text", numbers, within));
    }
  }

  private Map<String, Long> byText(
      String table, String column, Collection<String> names, String within) {
    Map<String, Long> ids = new HashMap<>();
    if (names.isEmpty()) {
      return ids;
    }
    String of = column.startsWith("lower(") ? "lower(x." + column.substring(6) : "x." + column;
    String sql = "select " + of + ", x.id from " + table + " x where " + of + " = any (?)" + within;
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                ids.put(rows.getString(1), rows.getLong(2));
              }
            }
            return ids;
          }
        });
  }

  /** The sections that rows may mean. */
  Places places(List<Line> lines, String idColumn) {
    List<Long> ids =
        values(lines, idColumn).stream()
            .filter(text -> text.matches("[1-9][0-9]{0,17}"))
            .map(Long::valueOf)
            .toList();
    List<String> codes = values(lines, "course");
    String own = caller.is(Role.FACULTY) ? " and s.teacher_id = " + caller.userId() : "";
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SECTIONS + own)) {
            select.setArray(1, connection.createArrayOf("text", codes.toArray()));
            select.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            List<Place> places = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                places.add(place(rows));
              }
            }
            return new Places(places, caller.is(Role.FACULTY));
          }
        });
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getLong("id"),
        row.getString("code"),
        row.getString("name"),
        row.getString("teacher"),
        row.getString("teacher_name"),
        row.getLong("teacher_id"));
  }

  private static List<String> values(List<Line> lines, String column) {
    return lines.stream()
        .map(line -> line.get(column))
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** What the file says, unless it is long. */
  static String shown(String text) {
    return "'" + (text.length() > 64 ? text.substring(0, 64) + "…" : text) + "'";
  }
}
