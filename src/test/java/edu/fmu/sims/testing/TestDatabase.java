package edu.fmu.sims.testing;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.Credentials;
import edu.fmu.sims.config.SimsConfig.DatabaseConfig;
import edu.fmu.sims.persistence.DatabaseMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of this release's schema, empty and for one test class alone. A real PostgreSQL runs
 * once in a test JVM and migrates once; every further database is a copy and takes some 30 ms.
 *
 * <pre>{@code
 * @AutoClose static final TestDatabase database = TestDatabase.create();
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final String OWNER = "sims_user";
  private static final String PASSWORD = "owner-of-a-test-database";
  private static final String TEMPLATE = "sims_template";

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** Makes a fresh database. */
  public static TestDatabase create() {
    String name = "test_" + COUNTER.incrementAndGet();
    Server.execute("create database " + name + " template " + TEMPLATE + " owner " + OWNER);
    return new TestDatabase(name);
  }

  /** The environment variables with which the application uses this database. */
  public Map<String, String> environment() {
    return environment(name);
  }

  /** How the application reaches this database. */
  public DatabaseConfig config() {
    return config(name);
  }

  /** Connections of the role that owns the tables. */
  public DataSource owner() {
    return source(config().owner());
  }

  /** Connections of the run-time role, which owns nothing. */
  public DataSource app() {
    return source(config().app());
  }

  /**
   * Connections of the server's superuser, for what PostgreSQL tells nobody else; they send text as
   * it is, so that the plan of a statement with open parameters can be asked for.
   */
  public DataSource superuser() {
    return Server.INSTANCE.getDatabase("postgres", name, Map.of("preferQueryMode", "simple"));
  }

  private DataSource source(Credentials credentials) {
    DatabaseConfig config = config();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(config.url());
    source.setUser(credentials.user());
    source.setPassword(credentials.password());
    return source;
  }

  private static Map<String, String> environment(String name) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DEBUG", "true");
    settings.put("POSTGRES_HOST", "127.0.0.1");
    settings.put("POSTGRES_PORT", Integer.toString(Server.INSTANCE.getPort()));
    settings.put("POSTGRES_DB", name);
    settings.put("POSTGRES_USER", OWNER);
    settings.put("POSTGRES_PASSWORD", PASSWORD);
    return settings;
  }

  private static DatabaseConfig config(String name) {
    return SimsConfig.from(environment(name)).database();
  }

  /** From now on the database ends all connections and refuses new ones, as if it were away. */
  public void goAway() {
    Server.execute("alter database " + name + " allow_connections false");
    Server.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** The database is back. */
  public void comeBack() {
    Server.execute("alter database " + name + " allow_connections true");
  }

  /** Removes the database, with whatever is still connected to it. */
  @Override
  public void close() {
    Server.execute("drop database if exists " + name + " with (force)");
  }

  /** The one server of this JVM; zonky ends it together with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    static {
      execute("create role " + OWNER + " login createrole password '" + PASSWORD + "'");
      execute("create database " + TEMPLATE + " owner " + OWNER);
      new DatabaseMigration(config(TEMPLATE)).migrate();
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .setServerConfig("pg_stat_statements.max", "10000")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static void execute(String sql) {
      try (Connection connection = INSTANCE.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
