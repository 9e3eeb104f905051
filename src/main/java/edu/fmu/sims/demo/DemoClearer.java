package edu.fmu.sims.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the demo data out, and only it. Published results and change requests are kept by triggers
 * that the owner lifts for this one transaction; the audit log is never touched. Refuses when a
 * record that is no demo depends on one that is.
 */
final class DemoClearer {
  private static final Map<String, String> DEPENDENTS = new LinkedHashMap<>();
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  static {
    DEPENDENTS.put("students in demo programs", outside("student", "program_id", "program"));
    DEPENDENTS.put("courses of demo programs", outside("course", "program_id", "program"));
    DEPENDENTS.put("sections of demo courses", outside("section", "course_id", "course"));
    DEPENDENTS.put("sections in demo terms", outside("section", "term_id", "term"));
    DEPENDENTS.put("sections of demo teachers", outside("section", "teacher_id", "app_user"));
    DEPENDENTS.put("accounts of demo students", outside("app_user", "student_id", "student"));
    DEPENDENTS.put("enrollments", mixed("enrollment"));
    DEPENDENTS.put("results", mixed("result"));
    DEPENDENTS.put(
        "transfer credits for demo courses",
        "select count(*) from transfer_credit where course_id in (%s) and student_id not in (%s)"
            .formatted(demo("course"), demo("student")));
    DEPENDENTS.put(
        "grade schemes of demo programs",
        "select count(*) from grade_scheme where program_id in (" + demo("program") + ")");
  }

  private DemoClearer() {}

  static void clear(Connection connection) throws SQLException {
    if (!DemoMark.present(connection)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> dependent : DEPENDENTS.entrySet()) {
        refuseIfAny(statement, dependent.getKey(), dependent.getValue());
      }
      for (String table : new String[] {"result", "result_change"}) {
        statement.execute("alter table " + table + " disable trigger user");
      }
      delete(statement);
      for (String table : new String[] {"result", "result_change"}) {
        statement.execute("alter table " + table + " enable trigger user");
      }
    } catch (SQLException e) {
      if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        throw new SeedRefusedException(
            "the demo data cannot be removed: other records depend on it", e);
      }
      throw e;
    }
  }

  private static void delete(Statement statement) throws SQLException {
    String sections = "section_id in (" + demo("section") + ")";
    String students = "student_id in (" + demo("student") + ")";
    String results = "result_id in (select id from result where " + sections + ")";
    String users = "user_id in (" + demo("app_user") + ")";
    statement.execute("delete from result_history where " + results);
    statement.execute("delete from result_change where " + results);
    statement.execute("delete from result where " + sections);
    statement.execute(
        "delete from assessment_score where assessment_id in (select id from assessment where "
            + sections
            + ")");
    for (String table :
        new String[] {"assessment", "attendance", "attendance_tally", "enrollment"}) {
      statement.execute("delete from " + table + " where " + sections);
    }
    for (String table : new String[] {"student_request", "student_hold", "transfer_credit"}) {
      statement.execute("delete from " + table + " where " + students);
    }
    String documents = "document_id in (select id from document where " + students + ")";
    statement.execute(
        "delete from document_share_open where share_id in (select id from document_share where "
            + documents
            + ")");
    statement.execute("delete from document_share where " + documents);
    statement.execute("delete from document where " + students);
    statement.execute(
        "update job set state = 'cancelled', finished_at = now() where state in ('queued',"
            + " 'scheduled') and "
            + students);
    statement.execute("delete from auth_session where " + users);
    statement.execute("delete from password_reset where " + users);
    for (String table :
        new String[] {"section", "app_user", "course", "term", "student", "program"}) {
      statement.execute("delete from " + table + " where id in (" + demo(table) + ")");
    }
    statement.execute("delete from demo_row");
    statement.execute("delete from demo_seed");
    statement.execute(
        "insert into audit_entry (method, path, status_code, model, summary) values ('COMMAND',"
            + " 'seed_demo', 204, 'demo', 'demo data removed')");
  }

  private static void refuseIfAny(Statement statement, String what, String count)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(count)) {
      row.next();
      if (row.getLong(1) > 0) {
        throw new SeedRefusedException(
            "the demo data cannot be removed: "
                + what
                + " that are not demo data depend on it ("
                + row.getLong(1)
                + ")");
      }
    }
  }

  private static String demo(String kind) {
    return "select row_id from demo_row where kind = '" + kind + "'";
  }

  /** Counts rows that are no demo and refer to a row that is. */
  private static String outside(String table, String column, String target) {
    return "select count(*) from %s where %s in (%s) and id not in (%s)"
        .formatted(table, column, demo(target), demo(table));
  }

  /** Counts rows that tie a demo student to another section, or the other way round. */
  private static String mixed(String table) {
    return "select count(*) from %s where (student_id in (%s)) <> (section_id in (%s))"
        .formatted(table, demo("student"), demo("section"));
  }
}
