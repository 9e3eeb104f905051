package edu.fmu.sims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import edu.fmu.sims.testing.ServerProcess;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The packaged server with demo data, and a Chromium to use it with. The browser is the machine's
 * own; its driver is the one that npm installs for the browser application. All classes that take
 * it in their constructor ({@link Shared}) share one.
 */
final class BrowserRig implements AutoCloseable {
  static final String PASSWORD = "browser-journey-passphrase";
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final double PATIENCE = 40_000;

  private final Path data;
  private final ServerProcess server;
  private final Playwright playwright;
  private final Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, String> tokens = new HashMap<>();

  BrowserRig() {
    try {
      data = Files.createTempDirectory("sims-browser");
      server = started(data);
      System.setProperty("playwright.cli.dir", driver().toString());
      playwright =
          Playwright.create(
              new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node())));
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
      browser = playwright.chromium().launch(options(camera()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves nothing behind when it does not start. */
  private static ServerProcess started(Path data) {
    ServerProcess server =
        ServerProcess.on(data)
            .arguments("demo", "--students=20")
            .with("SIMS_DEMO_PASSWORD", PASSWORD);
    try {
      return server.start();
    } catch (RuntimeException | AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** The video that the browser's camera sees, from the moment when it is opened. */
  Path camera() {
    return data.resolve("camera.y4m");
  }

  private static BrowserType.LaunchOptions options(Path camera) {
    Path chromium =
        BROWSERS.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no Chromium: install Debian's chromium"));
    return new BrowserType.LaunchOptions()
        .setExecutablePath(chromium)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + camera));
  }

  /** A folder as the driver wants it, with npm's package in it. */
  private static Path driver() throws IOException {
    Path folder = Path.of("target/playwright").toAbsolutePath();
    Path link = folder.resolve("package");
    Files.createDirectories(folder);
    if (!Files.exists(link)) {
      Files.createSymbolicLink(
          link, Path.of("webapp/node_modules/playwright-core").toAbsolutePath());
    }
    return folder;
  }

  private static String node() throws IOException {
    Process process =
        new ProcessBuilder("webapp/npm.sh", "exec", "-p", "process.execPath")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  String address() {
    return server.baseUrl().toString().replaceAll("/$", "");
  }

  /** A browser of its own for one person; everything waits at most {@value #PATIENCE} ms. */
  Page open(ColorScheme scheme, int width) {
    return open(scheme, width, "");
  }

  /** As {@link #open(ColorScheme, int)}, with a script of the test's in every page. */
  Page open(ColorScheme scheme, int width, String script) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 900)
                .setAcceptDownloads(true));
    contexts.add(context);
    context.setDefaultTimeout(PATIENCE);
    if (!script.isEmpty()) {
      context.addInitScript(script);
    }
    Page page = context.newPage();
    page.onPageError(error -> complaints.add(error));
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.navigate(address() + "/");
    return page;
  }

  /** What the browser's console complained of since it was asked last. */
  List<String> complaints() {
    List<String> since = List.copyOf(complaints);
    complaints.clear();
    return since;
  }

  /** Closes what a test opened; no script may have failed, nor gone against the policy. */
  private void afterTest() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    assertThat(complaints()).as("complaints of the browser's console").isEmpty();
  }

  /** Signs in as one of the demo's people and waits for the frame of the pages. */
  Page signIn(String username) {
    Page page = open(ColorScheme.LIGHT, 1440);
    signIn(page, username);
    return page;
  }

  void signIn(Page page, String username) {
    page.getByLabel("Username or email").fill(username);
    page.getByLabel("Password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.locator("nav#navigation").waitFor();
  }

  /** Asks the API as that user, to see what a journey has left behind. */
  Response get(String username, String path) {
    Response answer = as(username).get(path);
    if (answer.statusCode() == 401) {
      tokens.remove(username);
      answer = as(username).get(path);
    }
    return answer;
  }

  /** A request of the API as that user. */
  RequestSpecification as(String username) {
    String token = tokens.computeIfAbsent(username, this::accessToken);
    return RestAssured.given()
        .baseUri(address())
        .contentType("application/json")
        .auth()
        .oauth2(token);
  }

  /** Makes a record by way of the API, for a journey to start from, and returns its id. */
  int make(String username, String path, Map<String, ?> body) {
    return as(username).body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String accessToken(String username) {
    return RestAssured.given()
        .baseUri(address())
        .contentType("application/json")
        .body(Map.of("identifier", username, "password", PASSWORD))
        .post("/api/auth/login/")
        .path("tokens.access");
  }

  @Override
  public void close() {
    try {
      browser.close();
      playwright.close();
    } finally {
      server.close();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Gives a test class the one rig of this run, and tidies up after each of its tests. */
  static final class Shared implements ParameterResolver, AfterEachCallback {
    private static BrowserRig of(ExtensionContext context) {
      return context
          .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(BrowserRig.class))
          .computeIfAbsent(BrowserRig.class, key -> new BrowserRig(), BrowserRig.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == BrowserRig.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return of(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      of(context).afterTest();
    }
  }
}
