package edu.fmu.sims.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import edu.fmu.sims.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatabaseMigrationTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  @Test
  void findsNothingToDoOnAMigratedDatabase() {
    DatabaseMigration migration = new DatabaseMigration(DATABASE.config());

    assertThat(migration.isCurrent()).isTrue();
    assertThat(migration.migrate()).isZero();
  }

  @Test
  void leavesTheRunTimeRoleWithoutPowerOverTheTables() throws Exception {
    assertThat(single(DATABASE.app(), "select count(*) from student")).isZero();
    assertThat(catchThrowable(() -> execute(DATABASE.app(), "drop table student")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("must be owner");
    assertThat(
            single(
                DATABASE.owner(),
                "select count(*) from pg_tables where schemaname = 'public'"
                    + " and tableowner <> 'sims_user'"))
        .isZero();
  }

  private static long single(DataSource source, String query) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
