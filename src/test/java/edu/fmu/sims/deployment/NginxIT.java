package edu.fmu.sims.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import edu.fmu.sims.deployment.Tools.Outcome;
import edu.fmu.sims.testing.ServerProcess;
import edu.fmu.sims.testing.TestServer;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx with our configuration in front of a real backend. */
class NginxIT {
  private static final String NAME = "sims.example";

  @TempDir private static Path folder;
  private static TestServer backend;
  private static Process nginx;
  private static int plain;
  private static int secure;
  private static int withoutWorker;

  @BeforeAll
  static void start() throws Exception {
    Tools.fetch("nginx");
    String program = Tools.need("bin/nginx");
    plain = ServerProcess.freePort();
    secure = ServerProcess.freePort();
    withoutWorker = ServerProcess.freePort();
    backend =
        TestServer.start(
            Clock.systemUTC(), Map.of("ALLOWED_HOSTS", NAME, "SECURE_SSL_REDIRECT", "True"));
    String configuration = render(program);
    Outcome test = Tools.run(Map.of(), program, "-t", "-c", configuration, "-e", "stderr");
    assertThat(test.code()).as(test.said()).isZero();
    nginx =
        new ProcessBuilder(program, "-c", configuration, "-e", "stderr")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile())
            .start();
    Files.writeString(backend.folder().resolve("index.html"), "<!doctype html><p>the page");
    Files.writeString(backend.folder().resolve("service-worker.js"), "// the worker");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> at(false, NAME).get("/healthz").statusCode() == 200);
  }

  /** The files as the image's entry point renders them, with paths and ports of this test. */
  private static String render(String program) throws Exception {
    Path etc = Files.createDirectories(folder.resolve("nginx"));
    Files.createDirectories(etc.resolve("conf.d"));
    Files.createDirectories(etc.resolve("snippets"));
    Files.createDirectories(folder.resolve("log"));
    Files.createDirectories(folder.resolve("static/assets"));
    Files.writeString(folder.resolve("static/assets/app-1a2b.js"), "export {};\n".repeat(200));
    // The image holds copies of these two as well, which must not be what browsers get.
    Files.writeString(folder.resolve("static/index.html"), "a stale copy");
    Files.writeString(folder.resolve("static/service-worker.js"), "a stale copy");
    Outcome certificate =
        Tools.run(
            Map.of(),
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=" + NAME,
            "-keyout",
            folder.resolve("privkey.pem").toString(),
            "-out",
            folder.resolve("fullchain.pem").toString());
    assertThat(certificate.code()).as(certificate.said()).isZero();
    Path mime = Path.of("/etc/nginx/mime.types");
    if (!Files.exists(mime)) {
      mime = Path.of(program).toRealPath().resolve("../../../etc/nginx/mime.types").normalize();
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> snippets = Files.list(Path.of("nginx/snippets"))) {
      snippets.forEach(files::add);
    }
    files.add(Path.of("nginx/nginx.conf"));
    files.add(Path.of("nginx/templates/site.conf.template"));
    for (Path file : files) {
      String text =
          Files.readString(file)
              .replace("${SIMS_DOMAIN}", NAME)
              .replace("${SIMS_SERVER_NAMES}", NAME)
              .replace("${SIMS_BACKEND}", URI.create(backend.address()).getAuthority())
              .replace("${SIMS_WORKER}", "on")
              .replace("${SIMS_NGINX_RATE}", "200r/s")
              .replace("${SIMS_NGINX_LOGIN_RATE}", "1r/s")
              .replace("${SIMS_RESOLVER}", "127.0.0.1")
              .replace("/etc/nginx/mime.types", "MIME_TYPES")
              .replace("/etc/nginx/certs", folder.toString())
              .replace("/etc/nginx/", etc + "/")
              .replace("MIME_TYPES", mime.toString())
              .replace("/usr/share/nginx/sims", folder.resolve("static").toString())
              .replace("/var/log/sims", folder.resolve("log").toString())
              .replace("/dev/stdout", folder.resolve("log/out").toString())
              .replace("/run/nginx.pid", folder.resolve("pid").toString())
              // Its workers must see this test's folder.
              .replaceFirst("user www-data;", root() ? "user root;" : "")
              .replaceFirst("http \\{", "http {\n" + temporaryFolders())
              .replace("listen 80", "listen 127.0.0.1:" + plain)
              // The nginx of Debian 12 spells HTTP/2 the old way.
              .replaceAll(
                  "listen 443 ssl( default_server)?;",
                  "listen 127.0.0.1:" + secure + " ssl http2$1;")
              .replace("http2 on;", "");
      String name = file.getFileName().toString();
      Path target =
          switch (name) {
            case "nginx.conf" -> etc.resolve(name);
            case "site.conf.template" -> etc.resolve("conf.d/site.conf");
            default -> etc.resolve("snippets/" + name);
          };
      Files.writeString(target, text);
      if (name.equals("site.conf")) {
        Files.writeString(
            etc.resolve("snippets/site-off.conf"), text.replace("worker-on", "worker-off"));
      }
    }
    Files.writeString(
        etc.resolve("conf.d/off.conf"),
        "server { listen 127.0.0.1:" + withoutWorker + "; include snippets/site-off.conf; }");
    return etc.resolve("nginx.conf").toString();
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  /** The program was built with folders that only its package makes. */
  private static String temporaryFolders() {
    return Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";\n")
        .collect(Collectors.joining());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor();
    }
    if (backend != null) {
      backend.close();
    }
  }

  private static RequestSpecification at(boolean tls, String host) {
    return given()
        .config(
            RestAssuredConfig.config()
                .sslConfig(SSLConfig.sslConfig().relaxedHTTPSValidation().allowAllHostnames()))
        .baseUri(tls ? "https://127.0.0.1:" + secure : "http://127.0.0.1:" + plain)
        .header("Host", host)
        .redirects()
        .follow(false);
  }

  @Test
  void healthNeedsNoTlsAndTheRestIsSentThere() {
    at(false, NAME).get("/health/").then().statusCode(200).body("status", equalTo("ok"));
    at(false, NAME)
        .get("/api/students/?page=2")
        .then()
        .statusCode(308)
        .header("Location", "https://" + NAME + "/api/students/?page=2");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeadersOnce() {
    for (String path :
        new String[] {
          "/api/students/",
          "/health/",
          "/assets/app-1a2b.js",
          "/service-worker.js",
          "/index.html",
          "/metrics",
          "/nowhere"
        }) {
      List<String> policies =
          at(true, NAME).get(path).then().extract().headers().getValues("X-Content-Type-Options");
      assertThat(policies).as(path).containsExactly("nosniff");
      at(true, NAME)
          .get(path)
          .then()
          .header("Strict-Transport-Security", notNullValue())
          .header("X-Frame-Options", "DENY")
          .header("Server", "nginx");
    }
  }

  @Test
  void passesRequestsOnWithOneIdAndTheCallersAddress() {
    at(true, NAME)
        .header("X-Forwarded-For", "203.0.113.9")
        .header("X-Forwarded-Proto", "http")
        .get("/api/students/")
        .then()
        .statusCode(401)
        .header("X-Request-Id", notNullValue());
  }

  @Test
  void keepsFiguresAndForeignNamesOut() {
    at(true, NAME).get("/metrics").then().statusCode(404);
    at(true, NAME).get("/metrics/").then().statusCode(404);
    at(true, "evil.example").get("/api/students/").then().statusCode(400);
    at(false, "evil.example").get("/api/students/").then().statusCode(400);
  }

  @Test
  void filesWithAHashInTheirNameAreKeptAndSentSmall() {
    at(true, NAME)
        .header("Accept-Encoding", "gzip")
        .get("/assets/app-1a2b.js")
        .then()
        .statusCode(200)
        .header("Content-Encoding", "gzip")
        .header("Cache-Control", "public, max-age=31536000, immutable");
    at(true, NAME).get("/assets/none.js").then().statusCode(404);
  }

  @Test
  void thePageAndItsWorkerAreAskedForAnewAndComeFromTheBackend() {
    at(true, NAME)
        .get("/service-worker.js")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", "default-src 'none'; connect-src 'self'")
        .body(equalTo("// the worker"));
    for (String page : new String[] {"/", "/index.html"}) {
      Response answer = at(true, NAME).accept("text/html").get(page);
      assertThat(answer.asString()).as(page).contains("the page");
      answer
          .then()
          .statusCode(200)
          .header("Cache-Control", "no-cache")
          .header("Content-Security-Policy", containsString("worker-src 'self'"));
    }
  }

  @Test
  void aWorkerThatIsSwitchedOffTakesItsLeave() {
    given()
        .get("http://127.0.0.1:" + withoutWorker + "/service-worker.js")
        .then()
        .statusCode(200)
        .contentType(containsString("javascript"))
        .header("Cache-Control", "no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .body(containsString("registration.unregister()"));
  }

  @Test
  void aFloodOfSignInsGets429() {
    List<Integer> codes =
        Stream.generate(() -> at(true, NAME).post("/api/auth/login/").statusCode())
            .limit(60)
            .toList();
    assertThat(codes).contains(429).allMatch(code -> code < 500);
  }

  @Test
  void itsLogHoldsNoQueries() throws IOException {
    at(true, NAME).get("/api/students/?search=Ayesha");
    at(true, NAME).get("/api/students/?search=Ayesha");
    String log = Files.readString(folder.resolve("log/nginx-access.log"));
    assertThat(log).contains("\"path\":\"/api/students/\"", "\"request_id\":\"");
    assertThat(log).doesNotContain("Ayesha");
  }
}
