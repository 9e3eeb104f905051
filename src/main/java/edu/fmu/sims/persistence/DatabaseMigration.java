package edu.fmu.sims.persistence;

import edu.fmu.sims.config.SimsConfig.Credentials;
import edu.fmu.sims.config.SimsConfig.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database to this release's schema, as its owner. Safe to run from several nodes at
 * once: an advisory lock lets one through and the others find the work done.
 */
public final class DatabaseMigration {
  private static final Logger log = LoggerFactory.getLogger(DatabaseMigration.class);
  private static final long LOCK = 0x53494d53L;

  private final DatabaseConfig config;

  public DatabaseMigration(DatabaseConfig config) {
    this.config = config;
  }

  /**
   * Makes the run-time role when it is missing and runs what migrations are due.
   *
   * @return how many migrations ran
   */
  public int migrate() {
    DataSource owner = owner();
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(" + LOCK + ")");
      ensureAppRole(statement);
      MigrateResult result = flyway(owner).migrate();
      if (result.migrationsExecuted > 0) {
        log.info(
            "Database at version {} after {} migrations",
            result.targetSchemaVersion,
            result.migrationsExecuted);
      }
      return result.migrationsExecuted;
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "cannot migrate " + config.url() + " as " + config.owner() + ": " + e.getMessage(), e);
    }
  }

  /** Whether every migration of this release has run. */
  public boolean isCurrent() {
    return flyway(owner()).info().pending().length == 0;
  }

  /** Connections as the owner of the tables; for migrations and seeding only. */
  public DataSource owner() {
    return Database.direct(config, config.owner());
  }

  private Flyway flyway(DataSource owner) {
    return Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("app_role", quoted(config.app().user())))
        .connectRetries(0)
        .load();
  }

  private void ensureAppRole(Statement statement) throws SQLException {
    Credentials app = config.app();
    if (app.user().equals(config.owner().user()) || canSignIn(app)) {
      return;
    }
    statement.execute(
        """
        do $do$ begin
          if not exists (select from pg_roles where rolname = %1$s) then
            create role %2$s login password %3$s;
          else
            alter role %2$s login password %3$s;
          end if;
        end $do$"""
            .formatted(literal(app.user()), quoted(app.user()), literal(app.password())));
    log.info("Made the run-time role {}", app.user());
  }

  private boolean canSignIn(Credentials credentials) {
    try (Connection connection = Database.direct(config, credentials).getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
