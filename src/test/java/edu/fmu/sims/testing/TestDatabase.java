package edu.fmu.sims.testing;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.Credentials;
import edu.fmu.sims.config.SimsConfig.DatabaseConfig;
import edu.fmu.sims.persistence.DatabaseMigration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  private static final Set<TestPostgres> PREPARED = new HashSet<>();

  private final TestPostgres server;
  private final String name;

  private TestDatabase(TestPostgres server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Makes a fresh database. */
  public static TestDatabase create() {
    return createOn(Shared.SERVER);
  }

  /** The same on a server of one's own, which the caller closes. */
  public static TestDatabase createOn(TestPostgres server) {
    synchronized (PREPARED) {
      if (PREPARED.add(server)) {
        prepare(server);
      }
    }
    return create(server);
  }

  private static TestDatabase create(TestPostgres server) {
    String name = "test_" + COUNTER.incrementAndGet();
    server.execute("create database " + name + " template " + TEMPLATE + " owner " + OWNER);
    return new TestDatabase(server, name);
  }

  private static void prepare(TestPostgres server) {
    server.execute("create role " + OWNER + " login createrole password '" + PASSWORD + "'");
    server.execute("create database " + TEMPLATE + " owner " + OWNER);
    new DatabaseMigration(config(server, TEMPLATE)).migrate();
  }

  /** The environment variables with which the application uses this database. */
  public Map<String, String> environment() {
    return environment(server, name);
  }

  /** How the application reaches this database. */
  public DatabaseConfig config() {
    return config(server, name);
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
    return server.superuser(name);
  }

  private DataSource source(Credentials credentials) {
    DatabaseConfig config = config();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(config.url());
    source.setUser(credentials.user());
    source.setPassword(credentials.password());
    return source;
  }

  private static Map<String, String> environment(TestPostgres server, String name) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DEBUG", "true");
    settings.put("POSTGRES_HOST", "127.0.0.1");
    settings.put("POSTGRES_PORT", Integer.toString(server.port()));
    settings.put("POSTGRES_DB", name);
    settings.put("POSTGRES_USER", OWNER);
    settings.put("POSTGRES_PASSWORD", PASSWORD);
    return settings;
  }

  private static DatabaseConfig config(TestPostgres server, String name) {
    return SimsConfig.from(environment(server, name)).database();
  }

  /** From now on the database ends all connections and refuses new ones, as if it were away. */
  public void goAway() {
    server.execute("alter database " + name + " allow_connections false");
    server.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** The database is back. */
  public void comeBack() {
    server.execute("alter database " + name + " allow_connections true");
  }

  /** Removes the database, with whatever is still connected to it. */
  @Override
  public void close() {
    server.execute("drop database if exists " + name + " with (force)");
  }

  /** The one server of this JVM; it ends together with the JVM. */
  private static final class Shared {
    static final TestPostgres SERVER =
        TestPostgres.start(
            Map.of(
                "max_connections", "300",
                "shared_preload_libraries", "pg_stat_statements",
                "pg_stat_statements.max", "10000"));
  }
}
