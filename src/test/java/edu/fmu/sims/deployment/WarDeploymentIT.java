package edu.fmu.sims.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import edu.fmu.sims.testing.ServerProcess;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestRedis;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The WAR as Maven packs it, deployed by Arquillian on a Tomcat of its own with its own class
 * loader: what a container does with it in production.
 */
@ExtendWith({WarDeploymentIT.Servers.class, ArquillianExtension.class})
@RunAsClient
class WarDeploymentIT {
  @ArquillianResource private URL address;

  @Deployment
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "sims.war")
        .importFrom(new File("target/sims.war"))
        .as(WebArchive.class);
  }

  /** The servers behind the WAR: there before Arquillian starts, and until it has stopped. */
  static final class Servers implements BeforeAllCallback, AfterAllCallback {
    private final TestDatabase database = TestDatabase.create();
    private final TestRedis redis = TestRedis.start();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
      System.setProperty("sims.test.port", String.valueOf(ServerProcess.freePort()));
      Path folder = Files.createTempDirectory("sims-war");
      database.environment().forEach(Servers::set);
      set("REDIS_URL", redis.url());
      set("MEDIA_ROOT", folder.resolve("media").toString());
      set("SIMS_MAIL_DIR", folder.resolve("mail").toString());
    }

    private static void set(String name, String value) {
      System.setProperty("sims.env." + name, value);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      System.getProperties().keySet().removeIf(key -> key.toString().startsWith("sims.env."));
      redis.close();
      database.close();
    }
  }

  private String at(String path) {
    return address.toString().replaceFirst("/$", "") + path;
  }

  @Test
  void theWarAnswersInEverySpellingOfHealth() {
    for (String path : new String[] {"/health/", "/health", "/healthz", "/healthz/"}) {
      given()
          .get(at(path))
          .then()
          .statusCode(200)
          .body("status", equalTo("ok"))
          .body("service", equalTo("SIMS Backend"))
          .body("components.database", equalTo("ok"))
          .body("components.redis", equalTo("ok"))
          .body("components.rq_queue", equalTo("ok"));
    }
    given().get(at("/readyz")).then().statusCode(200);
    given().get(at("/livez")).then().statusCode(200);
  }

  @Test
  void theApiAsksWhoCalls() {
    given()
        .get(at("/api/students/"))
        .then()
        .statusCode(401)
        .body("error.code", equalTo("AUTH_REQUIRED"));
  }

  @Test
  void whatTheContainerRefusesIsToldInTheOneFormat() {
    given()
        .get(at("/nowhere"))
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("error.code", equalTo(404));
  }

  @Test
  void thePagesAndTheirWorkerRunNothingFromElsewhere() {
    for (String page : new String[] {"/", "/students", "/index.html"}) {
      String policy =
          given()
              .accept("text/html")
              .get(at(page))
              .then()
              .statusCode(200)
              .header("Cache-Control", containsString("no-cache"))
              .extract()
              .header("Content-Security-Policy");
      assertThat(policy)
          .as(page)
          .contains(
              "default-src 'none'",
              "script-src 'self';",
              "style-src 'self';",
              "frame-ancestors 'none'",
              "require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "*", "http:", "https:");
    }
    given()
        .get(at("/service-worker.js"))
        .then()
        .statusCode(200)
        .contentType(containsString("javascript"))
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", "default-src 'none'; connect-src 'self'");
  }

  @Test
  void theWarCarriesNeitherLauncherNorServers() {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "looked-at.war")
            .importFrom(new File("target/sims.war"))
            .as(WebArchive.class);
    assertThat(war.getContent().keySet())
        .extracting(path -> path.get())
        .noneMatch(path -> path.contains("/edu/fmu/sims/launcher/"))
        .noneMatch(path -> path.matches(".*/lib/(tomcat-|embedded-|junit|servlet-api|el-api).*"));
  }
}
