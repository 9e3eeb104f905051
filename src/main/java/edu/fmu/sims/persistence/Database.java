package edu.fmu.sims.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import edu.fmu.sims.config.SimsConfig.Credentials;
import edu.fmu.sims.config.SimsConfig.DatabaseConfig;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections of this process, all of the run-time role: one pool for requests and one for
 * jobs, so that neither starves the other.
 */
public final class Database implements AutoCloseable {
  private static final int SOCKET_TIMEOUT_SECONDS = 60;
  private static final int CONNECT_TIMEOUT_SECONDS = 5;
  private static final long BORROW_TIMEOUT_MILLIS = 3_000;
  private static final long VALIDATION_TIMEOUT_MILLIS = 1_500;
  private static final long KEEPALIVE_MILLIS = 60_000;

  /**
   * A process that stands still inside a transaction must not hold its locks, such as that on a
   * job's row, for as long as it stands.
   */
  private static final String ABANDONED = "-c idle_in_transaction_session_timeout=30000";

  private final HikariDataSource web;
  private final HikariDataSource jobs;

  /**
   * @param statementLimit how long one statement of a request may take; jobs take their time
   */
  public Database(DatabaseConfig config, Duration statementLimit) {
    this.web =
        pool(
            "web",
            config,
            config.webConnections(),
            ABANDONED + " -c statement_timeout=" + statementLimit.toMillis());
    this.jobs = pool("jobs", config, config.jobConnections(), ABANDONED);
  }

  /** The pool for requests. */
  public HikariDataSource web() {
    return web;
  }

  /** The pool for background jobs. */
  public HikariDataSource jobs() {
    return jobs;
  }

  @Override
  public void close() {
    jobs.close();
    web.close();
  }

  /**
   * Connections outside any pool, for migrations and commands.
   *
   * <p>A partition must not wedge anyone: connects and reads time out, and keep-alives notice a
   * dead peer.
   */
  static PGSimpleDataSource direct(DatabaseConfig config, Credentials credentials) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {config.host()});
    source.setPortNumbers(new int[] {config.port()});
    source.setDatabaseName(config.name());
    source.setUser(credentials.user());
    source.setPassword(credentials.password());
    source.setApplicationName("sims");
    source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    return source;
  }

  private static HikariDataSource pool(
      String name, DatabaseConfig config, int size, String options) {
    PGSimpleDataSource source = direct(config, config.app());
    source.setOptions(options);
    source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("sims-" + name);
    hikari.setDataSource(source);
    hikari.setMaximumPoolSize(size);
    hikari.setMinimumIdle(Math.min(2, size));
    hikari.setConnectionTimeout(BORROW_TIMEOUT_MILLIS);
    hikari.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
    hikari.setKeepaliveTime(KEEPALIVE_MILLIS);
    hikari.setInitializationFailTimeout(-1);
    return new HikariDataSource(hikari);
  }
}
