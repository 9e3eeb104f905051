package edu.fmu.sims.health;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.health.Check.Unhealthy;
import edu.fmu.sims.web.Json;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthModuleTest {
  private static final Check WORKS = () -> {};
  private static final Check FAILS =
      () -> {
        throw new IOException("jdbc:postgresql://secret");
      };
  private static final Check STRANDED =
      () -> {
        throw new Unhealthy("jobs wait and no worker is alive");
      };

  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir Path folder = Path.of("");

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    client.close();
  }

  private URI serve(HttpServlet servlet) throws LifecycleException {
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "it", servlet);
    context.addServletMappingDecoded("/*", "it");
    tomcat.start();
    return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
  }

  private HttpResponse<String> ask(URI uri, String method)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HealthModule module(Check database, Check redis, Check queue) {
    return new HealthModule(database, redis, queue, () -> true);
  }

  @Test
  void allWell() throws Exception {
    HttpResponse<String> answer = ask(serve(module(WORKS, WORKS, WORKS).health()), "GET");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"ok\",\"service\":\"SIMS Backend\",\"components\":"
                + "{\"database\":\"ok\",\"redis\":\"ok\",\"rq_queue\":\"ok\"}}");
  }

  @Test
  void headAnswersWithoutABody() throws Exception {
    HttpResponse<String> answer = ask(serve(module(WORKS, FAILS, WORKS).health()), "HEAD");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void eachPartThatFailsDegradesTheWhole() throws Exception {
    HttpResponse<String> answer = ask(serve(module(FAILS, WORKS, STRANDED).health()), "GET");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"degraded\",\"service\":\"SIMS Backend\",\"components\":"
                + "{\"database\":\"unreachable\",\"redis\":\"ok\","
                + "\"rq_queue\":\"jobs wait and no worker is alive\"}}");
  }

  @Test
  void aHangingPartDelaysNoAnswerForLongAndIsAskedOnce() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(2);
    Check hangs =
        () -> {
          asked.countDown();
          never.await();
        };
    URI uri = serve(module(hangs, WORKS, WORKS).health());
    long began = System.nanoTime();
    assertThat(Json.MAPPER.readTree(ask(uri, "GET").body()).at("/components/database").asText())
        .isEqualTo("no answer in time");
    assertThat(System.nanoTime() - began).isLessThan(3_000_000_000L);
    began = System.nanoTime();
    assertThat(ask(uri, "GET").statusCode()).isEqualTo(503);
    assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
    assertThat(asked.getCount()).isEqualTo(1);
    never.countDown();
    Awaitility.await().until(() -> ask(uri, "GET").statusCode() == 200);
  }

  @Test
  void readyMeansDatabaseAndSchemaAndNotDraining() throws Exception {
    AtomicBoolean current = new AtomicBoolean();
    HealthModule module = new HealthModule(WORKS, FAILS, FAILS, current::get);
    URI uri = serve(module.ready());
    assertThat(ask(uri, "GET").body()).contains("\"schema\":\"migrations are due\"");
    current.set(true);
    assertThat(ask(uri, "GET").statusCode()).isEqualTo(200);
    module.drain();
    HttpResponse<String> draining = ask(uri, "GET");
    assertThat(draining.statusCode()).isEqualTo(503);
    assertThat(draining.body()).contains("\"requests\":\"draining\"");
  }

  @Test
  void aliveWhateverElseFails() throws Exception {
    HttpResponse<String> answer = ask(serve(module(FAILS, FAILS, FAILS).live()), "GET");
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
