package edu.fmu.sims.web;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node that is asked by an address of its own which is not the loopback's usual one. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.2 is an address of this machine on Linux")
class WatchingTest {
  private static final String OWN = "127.0.0.2";
  private static final Tomcat tomcat = new Tomcat();

  @BeforeAll
  static void start(@TempDir Path folder) throws LifecycleException {
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", OWN);
    Context context = tomcat.addContext("", folder.toString());
    FilterDef filter = new FilterDef();
    filter.setFilterName("context");
    filter.setFilter(new RequestContextFilter(List.of("sims.example")));
    context.addFilterDef(filter);
    FilterMap map = new FilterMap();
    map.setFilterName("context");
    map.addURLPattern("/*");
    context.addFilterMap(map);
    Tomcat.addServlet(context, "all", new Empty());
    context.addServletMappingDecoded("/*", "all");
    tomcat.start();
  }

  @AfterAll
  static void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class Empty extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(200);
    }
  }

  private static RequestSpecification at(String host) {
    int port = tomcat.getConnector().getLocalPort();
    return given().baseUri("http://" + OWN + ":" + port).header("Host", host + ":" + port);
  }

  @Test
  void itsFiguresAndHealthAreToldToWhoeverFoundItByItsAddress() {
    for (String path : new String[] {"/metrics", "/readyz", "/health/"}) {
      at(OWN).get(path).then().statusCode(200);
      at("sims.example").get(path).then().statusCode(200);
      at("127.0.0.3").get(path).then().statusCode(400);
      at("evil.example").get(path).then().statusCode(400);
    }
  }

  @Test
  void theRestIsServedUnderItsNamesOnly() {
    at(OWN).get("/api/students/").then().statusCode(400);
    at("sims.example").get("/api/students/").then().statusCode(200);
  }
}
