package edu.fmu.sims.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the role that serves requests may do with the database, whatever tables come. */
class RunTimeRoleTest {
  @AutoClose private static final TestDatabase database = TestDatabase.create();

  @Test
  void itOwnsNothingAndIsNobodyElse() throws SQLException {
    assertThat(
            app(
                "select c.relname from pg_class c join pg_roles r on r.oid = c.relowner"
                    + " where r.rolname = current_user"
                    + " union all select p.proname from pg_proc p"
                    + " join pg_roles r on r.oid = p.proowner where r.rolname = current_user"
                    + " union all select n.nspname from pg_namespace n"
                    + " join pg_roles r on r.oid = n.nspowner where r.rolname = current_user"))
        .isEmpty();
    assertThat(
            app(
                "select rolname from pg_roles where rolname = current_user and (rolsuper"
                    + " or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication)"))
        .isEmpty();
    assertThat(
            app(
                "select g.rolname from pg_roles g where g.rolname not in (current_user)"
                    + " and pg_has_role(current_user, g.oid, 'member')"))
        .isEmpty();
    assertThat(app("select has_schema_privilege('public', 'create')")).containsExactly("f");
  }

  @Test
  void noTableCanBeEmptiedPointedAtOrGivenATrigger() throws SQLException {
    assertThat(
            app(
                "select relname from pg_class c where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p', 'v', 'm')"
                    + " and has_table_privilege(c.oid, 'truncate, references, trigger, maintain')"))
        .isEmpty();
  }

  @Test
  void aProcessThatStandsStillLosesItsTransactionAndARequestItsStatement() throws SQLException {
    try (Database pools =
        new Database(SimsConfig.from(settings()).database(), Duration.ofSeconds(7))) {
      assertThat(shown(pools.web(), "idle_in_transaction_session_timeout")).isEqualTo("30s");
      assertThat(shown(pools.jobs(), "idle_in_transaction_session_timeout")).isEqualTo("30s");
      assertThat(shown(pools.web(), "statement_timeout")).isEqualTo("7s");
      assertThat(shown(pools.jobs(), "statement_timeout"))
          .as("jobs take their time")
          .isEqualTo("0");
    }
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(database.environment());
    settings.put("DEBUG", "true");
    return settings;
  }

  private static String shown(DataSource pool, String setting) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** New registers are added here by name, so that a forgotten revoke is seen in review. */
  @Test
  void nothingIsDeletedFromARegister() throws SQLException {
    assertThat(
            app(
                "select relname from pg_class c where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p') and not has_table_privilege(c.oid, 'delete')"))
        .contains(
            "audit_entry",
            "audit_seal",
            "audit_unsealed",
            "disclosure",
            "document",
            "institution",
            "letter_template",
            "result_change",
            "result_history",
            "student_hold");
  }

  @ParameterizedTest
  @CsvSource({
    "audit_entry, true, false",
    "audit_seal, false, false",
    "audit_unsealed, false, false",
    "disclosure, true, false",
    "letter_template, true, false",
    "result_history, false, false",
    "flyway_schema_history, false, false"
  })
  void whatIsWrittenOnceStays(String table, boolean insert, boolean update) throws SQLException {
    assertThat(
            app(
                "select has_any_column_privilege('"
                    + table
                    + "', 'insert') || ' ' || has_any_column_privilege('"
                    + table
                    + "', 'update')"))
        .containsExactly(insert + " " + update);
  }

  private static List<String> app(String query) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
