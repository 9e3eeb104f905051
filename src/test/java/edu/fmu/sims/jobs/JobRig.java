package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.persistence.Database;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestTransactions;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** A database, the job machinery on it, with short waits, and as many nodes as a test wants. */
public final class JobRig implements AutoCloseable {
  private final TestDatabase testDatabase;
  private final Map<String, String> settings;
  private final List<JobModule> nodes = new ArrayList<>();
  private final Database database;
  private final Transactions transactions;

  /**
   * @param redisUrl where Redis is, or is not
   * @param settings pairs of name and value, over the rig's own
   */
  public JobRig(String redisUrl, String... settings) {
    this(TestDatabase.create(), redisUrl, settings);
  }

  /** The same on that database, which is closed with the rig. */
  public JobRig(TestDatabase testDatabase, String redisUrl, String... settings) {
    this.testDatabase = testDatabase;
    this.settings = new HashMap<>(testDatabase.environment());
    this.settings.put("REDIS_URL", redisUrl);
    this.settings.put("SIMS_JOB_POLL_MILLIS", "50");
    this.settings.put("SIMS_JOB_LEASE_SECONDS", "1");
    this.settings.put("SIMS_JOB_RETRY_BASE_MILLIS", "50");
    this.settings.put("SIMS_JOB_DRAIN_SECONDS", "5");
    for (int i = 0; i < settings.length; i += 2) {
      this.settings.put(settings[i], settings[i + 1]);
    }
    this.database = new Database(config().database(), config().limits().statement());
    this.transactions = TestTransactions.on(database.web());
  }

  /** An address where nobody listens. */
  public static String noRedis() {
    return "redis://127.0.0.1:1/0";
  }

  public SimsConfig config() {
    return SimsConfig.from(settings);
  }

  /** The settings as a process of its own takes them. */
  public Map<String, String> settings() {
    return settings;
  }

  /** Connections of the role that owns the tables. */
  public DataSource owner() {
    return testDatabase.owner();
  }

  public Transactions transactions() {
    return transactions;
  }

  public Database database() {
    return database;
  }

  /** Lets the database go away, or come back. */
  public void database(boolean there) {
    if (there) {
      testDatabase.comeBack();
    } else {
      testDatabase.goAway();
    }
  }

  /** One more node, not started. */
  public JobModule node() {
    JobModule node =
        new JobModule(
            config(),
            transactions,
            TestTransactions.on(database.jobs()),
            new AuditLog(transactions),
            new SimpleMeterRegistry(),
            Faults.NONE);
    nodes.add(node);
    return node;
  }

  /** One more node, at work with these handlers. */
  public JobModule start(JobHandler... handlers) {
    JobModule node = node();
    node.start(List.of(handlers));
    return node;
  }

  /** Stores a job in a transaction of its own. */
  public long enqueue(JobModule node, NewJob job) {
    return transactions.call(() -> node.queue().enqueue(job));
  }

  public long enqueue(JobModule node, String type) {
    return enqueue(node, NewJob.of(type, Map.of(), Caller.system("test")));
  }

  /** One column of a job, as text. */
  public String column(long id, String column) {
    return query("select cast(" + column + " as text) from job where id = " + id);
  }

  public String state(long id) {
    return column(id, "state");
  }

  /** The first column of the first row, as text. */
  public String query(String sql) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql);
              ResultSet rows = select.executeQuery()) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "none";
          }
        });
  }

  public int update(String sql) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            return update.executeUpdate();
          }
        });
  }

  /** Waits until the job is in that state. */
  public void awaitState(long id, String state) {
    await(() -> state(id).equals(state));
  }

  public static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(Problem.class)
        .until(condition);
  }

  /** A handler that answers with an empty object. */
  public static JobHandler handler(String type, Body body) {
    return new JobHandler() {
      @Override
      public String type() {
        return type;
      }

      @Override
      public ObjectNode run(JobContext job) throws Exception {
        body.run(job);
        return Json.MAPPER.createObjectNode();
      }
    };
  }

  /** What a handler does. */
  @FunctionalInterface
  public interface Body {
    void run(JobContext job) throws Exception;
  }

  @Override
  public void close() {
    nodes.forEach(JobModule::close);
    database.close();
    testDatabase.close();
  }
}
