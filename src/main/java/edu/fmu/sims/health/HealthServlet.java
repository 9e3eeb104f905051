package edu.fmu.sims.health;

import edu.fmu.sims.web.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET} and {@code HEAD} with the state of some parts: 200 when all work, else 503.
 */
final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient HealthChecks checks;
  private final @Nullable String service;
  private final String good;
  private final String bad;

  /**
   * @param service the name in the answer; null for none
   * @param good the status when every part works
   * @param bad the status otherwise
   */
  HealthServlet(HealthChecks checks, @Nullable String service, String good, String bad) {
    this.checks = checks;
    this.service = service;
    this.good = good;
    this.bad = bad;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String> components;
    try {
      components = checks.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    boolean works = components.values().stream().allMatch(Component.OK::equals);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", works ? good : bad);
    if (service != null) {
      body.put("service", service);
    }
    if (!components.isEmpty()) {
      body.put("components", components);
    }
    response.setStatus(
        works ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(body));
  }
}
