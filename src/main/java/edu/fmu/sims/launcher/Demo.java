package edu.fmu.sims.launcher;

import edu.fmu.sims.config.Environment;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.demo.DemoSeeder;
import edu.fmu.sims.demo.SeedRefusedException;
import edu.fmu.sims.persistence.DatabaseMigration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * The whole of SIMS in one process and its two children: PostgreSQL, Redis, the application. Parts
 * are stopped in reverse order of their start, also when the start itself is interrupted half way.
 */
final class Demo {
  /** How long a stop waits for running jobs; what is not done by then runs at the next start. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private static final String DEMO_PASSWORD = "demo_password";

  private static final Duration WEB_STOP_LIMIT = Duration.ofSeconds(5);

  private final DemoOptions options;
  private final Map<String, String> environment;
  private final Path build;
  private final PrintStream out;
  private final Deque<Runnable> started = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean stopping;

  /**
   * Prepares a demo.
   *
   * @param build the folder with the built application, {@code target}
   * @param out where the lines for people go
   */
  Demo(DemoOptions options, Map<String, String> environment, Path build, PrintStream out) {
    this.options = options;
    this.environment = environment;
    this.build = build;
    this.out = out;
  }

  /** Starts everything and prints where it is and who can sign in. */
  void start() throws InterruptedException {
    DataFolder folder = DataFolder.open(options.data());
    onStop(() -> close(folder));
    Console.toFiles(folder);
    Ports.requireFree(options.port());
    Settings settings = new Settings(environment);
    startServers(folder, settings);
    fill(folder, settings);
    settings.apply();

    WebServer web =
        WebServer.prepare(
            folder.path("run/tomcat"), folder.path("logs"), build.resolve("sims"), options.port());
    onStop(() -> stopWithin(WEB_STOP_LIMIT, web));
    web.start();
    publish(folder, settings);
    String password = seed(folder);
    out.print(Greeting.of(options, settings, web.address(), password));
    out.flush();
    if (Boolean.getBoolean("sims.cache")) {
      onStop(new StartCache(build.resolve("sims.aot"), settings).make());
    }
  }

  private void startServers(DataFolder folder, Settings settings) throws InterruptedException {
    Orphans orphans = new Orphans(folder.root());
    boolean swept = orphans.sweep(folder.path("postgres/postmaster.pid"), "INT");
    swept |= orphans.sweep(RedisServer.pidFile(folder), "TERM");
    if (swept) {
      out.println("Ended the servers that an earlier demo on this folder had left behind.");
    }
    ServerBinaries binaries = new ServerBinaries(build.resolve("embedded"));
    if (!settings.given("POSTGRES_HOST")) {
      PostgresServer postgres = PostgresServer.start(folder, binaries.postgres());
      onStop(postgres::stop);
      postgres.keepAlive(out);
      settings.put("POSTGRES_HOST", "127.0.0.1");
      settings.put("POSTGRES_PORT", Integer.toString(postgres.port()));
      settings.put("POSTGRES_DB", PostgresServer.DATABASE);
      settings.put("POSTGRES_USER", PostgresServer.OWNER);
      settings.put("POSTGRES_PASSWORD", postgres.password());
    }
    if (!settings.given("REDIS_URL")) {
      RedisServer redis = RedisServer.start(folder, binaries.redis());
      onStop(redis::stop);
      redis.keepAlive(out);
      settings.put("REDIS_URL", redis.url());
    }
  }

  private void fill(DataFolder folder, Settings settings) {
    settings.putDefault("MEDIA_ROOT", folder.path("media").toString());
    settings.putDefault("SIMS_SIGNING_DEMONSTRATION", "True");
    settings.putDefault("SIMS_MAIL_DIR", folder.path("mail").toString());
    if (!settings.given("SIMS_DOMAIN")) {
      settings.putDefault("PUBLIC_URL", "http://127.0.0.1:" + options.port());
    }
    settings.putDefault("SIMS_JOB_DRAIN_SECONDS", Long.toString(DRAIN.toSeconds()));
    settings.putDefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]");
    settings.putDefault("SECRET_KEY", folder.secret("secret_key"));
  }

  /**
   * Brings the demo data into an empty database.
   *
   * @return the password that the demo's accounts got, now or at an earlier start; empty when the
   *     database holds data of someone else
   */
  private String seed(DataFolder folder) {
    SimsConfig config = SimsConfig.from(Environment.current());
    DataSource owner = new DatabaseMigration(config.database()).owner();
    try {
      boolean seeded =
          new DemoSeeder(owner, Clock.systemUTC(), config.zone())
              .seedOnce(options.students(), options.password());
      if (seeded) {
        folder.keepSecret(DEMO_PASSWORD, options.password());
      }
      return folder.keptSecret(DEMO_PASSWORD);
    } catch (SeedRefusedException e) {
      throw new LaunchException("No demo data: " + e.getMessage(), e);
    }
  }

  /** Lets the management commands find this demo for as long as it runs. */
  private void publish(DataFolder folder, Settings settings) {
    Path file = RunningDemo.file(folder.root());
    onStop(
        () -> {
          try {
            Files.deleteIfExists(file);
          } catch (IOException e) {
            out.println("Cannot remove " + file + ": " + e.getMessage());
          }
        });
    try {
      settings.save(file);
    } catch (IOException e) {
      throw new LaunchException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void close(DataFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      throw new LaunchException("Cannot release the data folder: " + e.getMessage(), e);
    }
  }

  private static void stopWithin(Duration limit, WebServer web) {
    Thread thread = Thread.ofPlatform().daemon().name("sims-web-stop").start(web::stop);
    try {
      thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers how to stop what was just started; stops it at once when the end has begun. */
  private void onStop(Runnable action) {
    synchronized (started) {
      if (!stopping) {
        started.push(action);
        return;
      }
    }
    action.run();
    throw new LaunchException("Stopped while starting.");
  }

  /** Waits until {@link #stop} is through. */
  void await() throws InterruptedException {
    stopped.await();
  }

  /** Stops every part that was started. Repeatable; never fails. */
  void stop() {
    Deque<Runnable> actions;
    synchronized (started) {
      stopping = true;
      actions = new ArrayDeque<>(started);
      started.clear();
    }
    for (Runnable action : actions) {
      try {
        action.run();
      } catch (RuntimeException e) {
        out.println(e.getMessage());
      }
    }
    stopped.countDown();
  }
}
