package edu.fmu.sims;

import edu.fmu.sims.config.Environment;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.jobs.Faults;
import edu.fmu.sims.persistence.DatabaseMigration;
import edu.fmu.sims.reports.DefectReports;
import edu.fmu.sims.web.BrowserApplication;
import edu.fmu.sims.web.HttpsRedirect;
import edu.fmu.sims.web.RequestContextFilter;
import edu.fmu.sims.web.Upload;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Supplier;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start and stop with the container: configuration, migration, composition, workers; in reverse on
 * the way out. A start that fails fails the deployment, with the reason in one line.
 */
public final class SimsListener implements ServletContextListener {
  private static final Logger log = LoggerFactory.getLogger(SimsListener.class);

  /** Set where this application is all that the container serves. */
  private static final String EXIT_ON_FAILURE = "sims.exitOnFailure";

  private final Supplier<Map<String, String>> settings;
  private final Clock clock;
  private @Nullable Sims sims;
  private @Nullable DefectReports reports;

  /** What the container calls: settings from the environment, time from the system. */
  public SimsListener() {
    this(Environment::current, Clock.systemUTC());
  }

  /** The same start and stop with given settings and a given time. */
  public SimsListener(Supplier<Map<String, String>> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      start(event.getServletContext());
    } catch (RuntimeException e) {
      log.error("SIMS does not start: {}", e.getMessage());
      contextDestroyed(event);
      if (Boolean.getBoolean(EXIT_ON_FAILURE)) {
        // Tomcat would stay up and answer 404. Its own stop waits for the start that is under way.
        Runtime.getRuntime().halt(1);
      }
      throw e;
    }
  }

  private void start(ServletContext context) {
    Map<String, String> given = settings.get();
    SimsConfig config = SimsConfig.from(given);
    reports = DefectReports.begin(config.reports());
    if (config.migrate()) {
      new DatabaseMigration(config.database()).migrate();
    }
    Sims started = new Sims(config, clock, Faults.from(given, config.debug()));
    sims = started;
    context
        .addFilter("context", new RequestContextFilter(config.allowedHosts()))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    if (config.httpsOnly()) {
      context
          .addFilter("https", new HttpsRedirect())
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }
    context
        .addFilter("metrics", started.requestMetrics())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    context
        .addFilter("browser application", new BrowserApplication())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    ServletRegistration.Dynamic api =
        context.addServlet("api", new ServletContainer(new SimsApplication(started)));
    api.addMapping("/api/*");
    api.setLoadOnStartup(1);
    api.setAsyncSupported(true);
    api.setMultipartConfig(Upload.LIMITS);
    started
        .pages()
        .forEach(
            (path, page) -> {
              ServletRegistration.Dynamic servlet = context.addServlet("page " + path, page);
              servlet.addMapping(path);
              servlet.setMultipartConfig(Upload.LIMITS);
              if (!path.isEmpty() && !path.endsWith("*")) {
                servlet.addMapping(path + "/");
              }
            });
    started.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    Sims running = sims;
    sims = null;
    if (running != null) {
      running.close();
    }
    DefectReports reporting = reports;
    reports = null;
    if (reporting != null) {
      reporting.close();
    }
    deregisterDrivers();
  }

  /** A driver of this deployment would keep all of it in memory after it is gone. */
  private static void deregisterDrivers() {
    for (Driver driver : DriverManager.drivers().toList()) {
      if (driver.getClass().getClassLoader() == SimsListener.class.getClassLoader()
          && driver.getClass().getClassLoader() != ClassLoader.getSystemClassLoader()) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          log.warn("A database driver stays registered: {}", e.getMessage());
        }
      }
    }
  }
}
