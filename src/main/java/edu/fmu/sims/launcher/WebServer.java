package edu.fmu.sims.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.tomcat.util.scan.StandardJarScanFilter;

/**
 * Tomcat with the unpacked WAR at the root path, on 127.0.0.1. A web application that does not come
 * up fails the start instead of leaving a server that answers 404.
 */
final class WebServer {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long GRACE_MILLIS = 2_000;
  private static final String MAX_POST_BYTES = Integer.toString(21 * 1024 * 1024);

  private final Tomcat tomcat;
  private final URI address;
  private final Path log;

  private WebServer(Tomcat tomcat, URI address, Path log) {
    this.tomcat = tomcat;
    this.address = address;
    this.log = log;
  }

  /**
   * Prepares the server; nothing listens yet.
   *
   * @param base where Tomcat keeps its temporary files
   * @param logs the folder of its logs
   * @param webapp the unpacked WAR
   */
  static WebServer prepare(Path base, Path logs, Path webapp, int port) {
    if (!Files.exists(webapp.resolve("WEB-INF/web.xml"))) {
      throw new LaunchException("There is no built application in " + webapp + ": run ./sims.");
    }
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setConnector(connector(port));
    ((StandardService) tomcat.getService()).setGracefulStopAwaitMillis(GRACE_MILLIS);
    StandardHost host = (StandardHost) tomcat.getHost();
    host.setAutoDeploy(false);
    host.setDeployOnStartup(false);
    // Named as well as added: else Tomcat puts its own HTML report before this one.
    host.setErrorReportValveClass(ProblemReportValve.class.getName());
    host.getPipeline().addValve(new ProblemReportValve());
    host.getPipeline().addValve(accessLog(logs));
    configure((StandardContext) tomcat.addWebapp("", webapp.toString()));
    return new WebServer(
        tomcat, URI.create("http://127.0.0.1:" + port), logs.resolve("tomcat.log"));
  }

  private static Connector connector(int port) {
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("useVirtualThreads", "true");
    connector.setProperty("maxSwallowSize", MAX_POST_BYTES);
    connector.setProperty("maxPostSize", MAX_POST_BYTES);
    connector.setProperty("compression", "on");
    connector.setProperty("compressibleMimeType", "text/html,text/css,text/javascript");
    connector.setXpoweredBy(false);
    connector.setThrowOnFailure(true);
    connector.setURIEncoding("UTF-8");
    return connector;
  }

  private static AccessLogValve accessLog(Path logs) {
    AccessLogValve valve = new AccessLogValve();
    valve.setDirectory(logs.toString());
    valve.setPrefix("access");
    valve.setSuffix(".log");
    valve.setMaxDays(14);
    valve.setPattern("%h %t \"%r\" %s %b %D");
    return valve;
  }

  private static void configure(StandardContext context) {
    context.setParentClassLoader(WebServer.class.getClassLoader());
    context.setResources(new FlatClassPathResources());
    WebappLoader loader = new WebappLoader();
    loader.setDelegate(true);
    context.setLoader(loader);
    context.setFailCtxIfServletStartFails(true);
    context.addLifecycleListener(WebServer::withoutJsp);
    context.setReloadable(false);
    // The end of this process frees what these look for; looking costs time at every stop.
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
    StandardJarScanFilter filter = new StandardJarScanFilter();
    filter.setTldSkip("*");
    filter.setPluggabilitySkip("*");
    context.getJarScanner().setJarScanFilter(filter);
  }

  /** Tomcat's defaults name a JSP servlet, whose classes the demo does not carry. */
  private static void withoutJsp(LifecycleEvent event) {
    Context context = (Context) event.getLifecycle();
    Container jsp = context.findChild("jsp");
    if (jsp != null && event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
      context.removeServletMapping("*.jsp");
      context.removeServletMapping("*.jspx");
      context.removeChild(jsp);
    }
  }

  URI address() {
    return address;
  }

  /** Starts to listen and returns when the application says that it is ready. */
  void start() throws InterruptedException {
    StartFailures failures = StartFailures.watch();
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new LaunchException("The web server did not start: " + StartFailures.reason(e), e);
    } finally {
      failures.close();
    }
    Context context = (Context) tomcat.getHost().findChildren()[0];
    if (context.getState() != LifecycleState.STARTED) {
      throw new LaunchException(
          "SIMS did not start: %s (details in %s)".formatted(failures.first(), log));
    }
    awaitReady();
  }

  private void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + READY_LIMIT.toNanos();
    int status = probe();
    while (status != HttpURLConnection.HTTP_OK) {
      // The application has been initialized: only "not yet" may still become "ready".
      boolean pointless = status != 0 && status != HttpURLConnection.HTTP_UNAVAILABLE;
      if (pointless || System.nanoTime() - end > 0) {
        throw new LaunchException(
            "SIMS did not become ready: GET /readyz answered " + status + ". See " + log);
      }
      LockSupport.parkNanos(POLL.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      status = probe();
    }
  }

  private int probe() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/readyz").toURL().openConnection();
      // A connection kept open would make a stop soon after wait for it.
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Lets running requests finish for a moment, then stops the application. */
  void stop() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new LaunchException(
          "The web server did not stop in order: " + StartFailures.reason(e), e);
    }
  }
}
