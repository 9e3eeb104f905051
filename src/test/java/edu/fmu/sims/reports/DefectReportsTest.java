package edu.fmu.sims.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import edu.fmu.sims.config.SimsConfig.ReportConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class DefectReportsTest {
  private static final Logger log = LoggerFactory.getLogger(DefectReportsTest.class);

  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer sink;

  @BeforeEach
  void start() throws IOException {
    sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          received.add(exchange.getRequestURI() + " " + (zipped ? unzip(body) : text(body)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sink.start();
  }

  @AfterEach
  void stop() {
    sink.stop(0);
  }

  private static String unzip(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return text(in.readAllBytes());
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Test
  void reportsWhereButNotWhomADefectMet() {
    String dsn = "http://key@127.0.0.1:" + sink.getAddress().getPort() + "/7";
    try (DefectReports reports = DefectReports.begin(new ReportConfig(dsn, "staging"))) {
      assertThat(reports).isNotNull();
      MDC.put("request_id", "request-of-a-test");
      log.warn("a warning is no defect");
      log.error(
          "Job {} of {} failed",
          7,
          "Ayesha Khan",
          new IllegalStateException("ayesha.khan@fmu.edu.pk has 61.5 marks"));
      await().atMost(Duration.ofSeconds(10)).until(() -> !received.isEmpty());
    } finally {
      MDC.remove("request_id");
    }

    String report = String.join("\n", received);
    assertThat(report)
        .startsWith("/api/7/envelope")
        .contains(
            "Job {} of {} failed", "IllegalStateException", "reportsWhereButNotWhomADefectMet")
        .contains("request-of-a-test", "staging")
        .doesNotContain("Ayesha", "ayesha", "61.5", "a warning")
        .doesNotContain(System.getProperty("user.name") + "@");
  }

  @Test
  void withoutAProjectNothingIsSent() {
    try (DefectReports reports = DefectReports.begin(new ReportConfig("", "staging"))) {
      assertThat(reports).isNotNull();
      log.error("kept to ourselves");
    }
    assertThat(received).isEmpty();
  }
}
