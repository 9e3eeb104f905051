package edu.fmu.sims.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives all figures in Prometheus' text form. */
final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final transient PrometheusMeterRegistry registry;

  MetricsServlet(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(TYPE);
    response.setHeader("Cache-Control", "no-store");
    registry.scrape(response.getOutputStream());
  }
}
