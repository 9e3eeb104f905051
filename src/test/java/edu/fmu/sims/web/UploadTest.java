package edu.fmu.sims.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.assertj.core.api.Assertions;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files in requests, through the container's own reader. */
class UploadTest {
  private static final Tomcat tomcat = new Tomcat();

  /** Says what came. */
  @Path("echo")
  @Produces("application/json")
  public static final class EchoResource {
    @POST
    @Consumes("*/*")
    public Map<String, Object> form(@Context Upload upload) {
      return described(upload.ofForm());
    }

    @POST
    @Path("bare")
    @Consumes({"multipart/form-data", "application/pdf"})
    public Map<String, Object> either(@Context Upload upload) {
      return described(upload);
    }

    private static Map<String, Object> described(Upload upload) {
      return Map.of(
          "name",
          upload.name(),
          "type",
          upload.contentType(),
          "size",
          upload.bytes().length,
          "text",
          new String(
              upload.bytes(), 0, Math.min(20, upload.bytes().length), StandardCharsets.UTF_8));
    }
  }

  @BeforeAll
  static void start() throws IOException, LifecycleException {
    ResourceConfig application = new ResourceConfig();
    application.register(new EchoResource());
    application.register(
        new ProblemMapper(
            failure ->
                failure instanceof RuntimeException e ? e : new IllegalStateException(failure)));
    application.register(new JsonBodies());
    application.register(
        new AbstractBinder() {
          @Override
          protected void configure() {
            bind(new RequestParameters(new RecordReader(), Clock.systemUTC()))
                .to(ValueParamProvider.class);
          }
        });
    tomcat.setBaseDir(Files.createTempDirectory("sims-upload").toString());
    tomcat.setSilent(true);
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxSwallowSize", String.valueOf(2 * Upload.MAX_BYTES));
    tomcat.setConnector(connector);
    tomcat
        .addContext("", System.getProperty("java.io.tmpdir"))
        .addServletContainerInitializer(
            (classes, context) -> {
              context
                  .addFilter("context", new RequestContextFilter(List.of("*")))
                  .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
              ServletRegistration.Dynamic api =
                  context.addServlet("api", new ServletContainer(application));
              api.addMapping("/*");
              api.setMultipartConfig(Upload.LIMITS);
            },
            Set.of());
    tomcat.start();
  }

  @AfterAll
  static void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static int port() {
    return tomcat.getConnector().getLocalPort();
  }

  private static RequestSpecification at() {
    return given()
        .port(port())
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs("multipart/form-data", ContentType.BINARY)));
  }

  @Test
  void givesNameTypeAndBytesOfTheFieldFile() {
    at().multiPart("other", "ignored")
        .multiPart(
            "file", "C:\\old\\Übung.csv", "a;b\nä".getBytes(StandardCharsets.UTF_8), "text/csv")
        .post("/echo/")
        .then()
        .statusCode(200)
        .body("type", equalTo("text/csv"))
        .body("text", equalTo("a;b\nä"))
        .body("size", equalTo(6));
    at().multiPart("file", "../x/marks.csv", new byte[] {1}, "text/csv")
        .post("/echo/")
        .then()
        .statusCode(200)
        .body("name", equalTo("marks.csv"));
  }

  @Test
  void refusesAFormWithoutOneFile() {
    at().multiPart("document", "a.csv", new byte[] {1})
        .post("/echo")
        .then()
        .statusCode(400)
        .body("error.details.file", hasSize(1))
        .body("error.details.file[0]", containsString("required"));
    at().multiPart("file", "a.csv", new byte[] {1})
        .multiPart("file", "b.csv", new byte[] {2})
        .post("/echo")
        .then()
        .statusCode(400)
        .body("error.details.file[0]", containsString("one file"));
    at().multiPart("file", "a.csv", new byte[0])
        .post("/echo")
        .then()
        .statusCode(400)
        .body("error.details.file[0]", containsString("empty"));
  }

  @Test
  void refusesWhatIsNoForm() {
    at().header("Content-Type", "multipart/form-data")
        .body("no boundary".getBytes(StandardCharsets.UTF_8))
        .post("/echo")
        .then()
        .statusCode(400)
        .body("error.details.file", hasSize(1));
    at().header("Content-Type", "multipart/form-data; boundary=x")
        .body(
            "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut"
                .getBytes(StandardCharsets.UTF_8))
        .post("/echo")
        .then()
        .statusCode(400)
        .body("error.details.file", hasSize(1));
    at().contentType("application/json").body("{}").post("/echo").then().statusCode(415);
    at().contentType("text/csv").body("a").post("/echo").then().statusCode(415);
    at().contentType("application/x-www-form-urlencoded")
        .body("file=a")
        .post("/echo")
        .then()
        .statusCode(415);
  }

  @Test
  void takesABareBodyWhereTheEndpointDoes() {
    at().contentType("application/pdf")
        .body(new byte[] {'%', 'P', 'D', 'F'})
        .post("/echo/bare")
        .then()
        .statusCode(200)
        .body("text", equalTo("%PDF"))
        .body("name", equalTo(""));
    at().contentType("text/csv").body("a").post("/echo/bare").then().statusCode(415);
    at().contentType("application/pdf")
        .body(new byte[Upload.MAX_BYTES + 1])
        .post("/echo/bare")
        .then()
        .statusCode(413);
  }

  @Test
  void takesTwentyMebibytesAndNoByteMore() {
    at().multiPart("file", "a.csv", new byte[Upload.MAX_BYTES])
        .post("/echo")
        .then()
        .statusCode(200)
        .body("size", equalTo(Upload.MAX_BYTES));
    at().multiPart("file", "a.csv", new byte[Upload.MAX_BYTES + 1])
        .post("/echo")
        .then()
        .statusCode(413)
        .body("error.code", equalTo(413))
        .body("error.details.file", hasSize(1));
    at().multiPart("file", "a.csv", new byte[2 * Upload.MAX_BYTES])
        .post("/echo")
        .then()
        .statusCode(413);
  }

  @Test
  void refusesAFloodOfParts() {
    RequestSpecification request = at();
    for (int i = 0; i < 200; i++) {
      request.multiPart("part" + i, "x");
    }
    request.multiPart("file", "a.csv", new byte[] {1}).post("/echo").then().statusCode(413);
  }

  /** Without a length said in advance the limit holds as well, and the client hears of it. */
  @Test
  void refusesABodyInChunksThatIsTooLarge() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      var out = socket.getOutputStream();
      out.write(
          ("POST /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                  + "Content-Type: multipart/form-data; boundary=x\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      chunk(
          out,
          "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      byte[] block = new byte[1024 * 1024];
      for (int i = 0; i < 24; i++) {
        chunk(out, block);
      }
      chunk(out, "\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      in.transferTo(answer);
      Assertions.assertThat(answer.toString(StandardCharsets.UTF_8)).startsWith("HTTP/1.1 413");
    }
  }

  private static void chunk(java.io.OutputStream out, byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
