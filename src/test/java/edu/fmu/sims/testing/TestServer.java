package edu.fmu.sims.testing;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import edu.fmu.sims.SimsListener;
import edu.fmu.sims.web.Upload;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.servlet.ServletContextEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.jspecify.annotations.Nullable;

/**
 * The whole application over HTTP: the WAR's listener on a Tomcat in this JVM, on a database and a
 * Redis of its own. Users are made with one shared password.
 *
 * <pre>{@code
 * @AutoClose static final TestServer server = TestServer.start();
 * given().spec(server.as("Registrar")).get("/api/students/").then().statusCode(200);
 * }</pre>
 */
public final class TestServer implements AutoCloseable {
  /** The password of every user that {@link #user} makes. */
  public static final String PASSWORD = "correct horse battery staple";

  /** Made with the least that Argon2 takes: a class of tests signs in a dozen times. */
  private static final String HASH =
      Password.hash(PASSWORD)
          .addRandomSalt(16)
          .with(Argon2Function.getInstance(8, 1, 1, 32, Argon2.ID))
          .getResult();

  private final TestDatabase database;
  private final TestRedis redis;
  private final Tomcat tomcat;
  private final Path folder;
  private final DocumentedAnswers answers;
  private final Runnable stop;
  private final boolean owns;
  private final Map<String, String> tokens = new HashMap<>();

  private TestServer(
      TestDatabase database,
      TestRedis redis,
      Tomcat tomcat,
      Path folder,
      DocumentedAnswers answers,
      Runnable stop,
      boolean owns) {
    this.database = database;
    this.redis = redis;
    this.tomcat = tomcat;
    this.folder = folder;
    this.answers = answers;
    this.stop = stop;
    this.owns = owns;
  }

  /** A server with the system's time and no special settings. */
  public static TestServer start() {
    return start(Clock.systemUTC(), Map.of());
  }

  /** A server with that time, and with settings over the usual ones. */
  public static TestServer start(Clock clock, Map<String, String> settings) {
    return start(clock, settings, TestDatabase.create(), TestRedis.start(), true);
  }

  /** One more node on the same database and Redis, with these settings; closed by itself. */
  public TestServer node(Clock clock, Map<String, String> settings) {
    return start(clock, settings, database, redis, false);
  }

  private static TestServer start(
      Clock clock,
      Map<String, String> settings,
      TestDatabase database,
      TestRedis redis,
      boolean owns) {
    try {
      Path folder = Files.createTempDirectory("sims-test-server");
      Map<String, String> all = new HashMap<>(database.environment());
      all.put("SIMS_MIGRATE", "off");
      all.put("REDIS_URL", redis.url());
      all.put("MEDIA_ROOT", folder.resolve("media").toString());
      all.put("SIMS_MAIL_DIR", folder.resolve("mail").toString());
      all.put("SIMS_DB_CONNECTIONS", "16");
      all.put("SIMS_DB_JOB_CONNECTIONS", "6");
      all.putAll(settings);
      Tomcat tomcat = tomcat(folder);
      StandardContext context =
          (StandardContext) tomcat.addContext("", folder.toAbsolutePath().toString());
      ErrorPage errors = new ErrorPage();
      errors.setLocation("/error");
      context.addErrorPage(errors);
      // A listener that web.xml does not name may not add servlets; an initializer may.
      SimsListener listener = new SimsListener(() -> all, clock);
      DocumentedAnswers answers = new DocumentedAnswers();
      context.addServletContainerInitializer(
          (classes, servletContext) -> {
            servletContext
                .addFilter("answers", answers)
                .addMappingForUrlPatterns(null, false, "/api/*");
            // For tests that put these files into the server's folder.
            servletContext
                .addServlet("pages", new DefaultServlet())
                .addMapping("/index.html", "/service-worker.js");
            listener.contextInitialized(new ServletContextEvent(servletContext));
          },
          Set.of());
      tomcat.start();
      if (context.getState() != LifecycleState.STARTED) {
        throw new IllegalStateException("the application did not start; its log says why");
      }
      Runnable stop =
          () -> listener.contextDestroyed(new ServletContextEvent(context.getServletContext()));
      return new TestServer(database, redis, tomcat, folder, answers, stop, owns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Tomcat tomcat(Path folder) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setSilent(true);
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("useVirtualThreads", "true");
    connector.setProperty("maxSwallowSize", String.valueOf(2 * Upload.MAX_BYTES));
    tomcat.setConnector(connector);
    return tomcat;
  }

  /** The database behind the server. */
  public TestDatabase database() {
    return database;
  }

  public TestRedis redis() {
    return redis;
  }

  /** Where the server keeps media and mail. */
  public Path folder() {
    return folder;
  }

  public String address() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  /** Requests of nobody. */
  public RequestSpecification anonymous() {
    return new RequestSpecBuilder().setBaseUri(address()).setContentType(ContentType.JSON).build();
  }

  /** Requests of a user of that role, who is made when first asked for, named as the role. */
  public RequestSpecification as(String role) {
    return as(role.toLowerCase(Locale.ROOT), role, null);
  }

  /** Requests of that user, made when first asked for. */
  public RequestSpecification as(String username, @Nullable String role, @Nullable Long studentId) {
    return withToken(
        tokens.computeIfAbsent(
            username,
            name -> {
              user(name, role, studentId);
              return signIn(name);
            }));
  }

  /** Requests with that access token. */
  public RequestSpecification withToken(String token) {
    return new RequestSpecBuilder()
        .setBaseUri(address())
        .setContentType(ContentType.JSON)
        .addHeader("Authorization", "Bearer " + token)
        .build();
  }

  /** A new access token of that user. */
  public String signIn(String username) {
    return RestAssured.given()
        .spec(anonymous())
        .body(Map.of("identifier", username, "password", PASSWORD))
        .post("/api/auth/login/")
        .then()
        .statusCode(200)
        .extract()
        .path("tokens.access");
  }

  /** Makes a user with {@link #PASSWORD} and gives the id; an existing one is left as it is. */
  public long user(String username, @Nullable String role, @Nullable Long studentId) {
    sql(
        "insert into app_user (username, email, role, student_id, password_hash)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        username,
        username + "@fmu.example",
        role,
        studentId,
        HASH);
    return id("select id from app_user where username = ?", username);
  }

  /** Runs a statement as the owner of the tables. */
  public int sql(String sql, @Nullable Object... parameters) {
    try (Connection connection = database.owner().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The number that a query as the owner gives first, such as an id or a count. */
  public long id(String sql, @Nullable Object... parameters) {
    try (Connection connection = database.owner().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("no row: " + sql);
        }
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /**
   * Ends the server.
   *
   * @throws AssertionError when it gave an answer whose status the API document lacks
   */
  @Override
  public void close() {
    try {
      Set<String> undescribed = answers.undescribed();
      if (!undescribed.isEmpty()) {
        throw new AssertionError("answers that the API document lacks: " + undescribed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private void end() {
    try {
      stop.run();
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    } finally {
      if (owns) {
        redis.close();
        database.close();
      }
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
