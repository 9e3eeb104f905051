package edu.fmu.sims.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Times every request by method, kind of address and status. Ids and codes in addresses are not
 * told apart, and methods and addresses that nobody serves share a name, or a stranger could fill
 * the memory with names.
 */
final class RequestMetricsFilter implements Filter {
  static final String NAME = "http.server.requests";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Pattern PLAIN = Pattern.compile("[a-z]{1,24}([-._][a-z]{1,24}){0,3}");
  private static final int MOST_SEGMENTS = 6;
  private static final int NOT_FOUND = 404;
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;

  RequestMetricsFilter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) req;
    long began = System.nanoTime();
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(req, res);
      status = ((HttpServletResponse) res).getStatus();
    } finally {
      if (!isStream((HttpServletResponse) res)) {
        record(request, status, Duration.ofNanos(System.nanoTime() - began));
      }
    }
  }

  /** How long somebody watches a stream says nothing about our speed. */
  private static boolean isStream(HttpServletResponse response) {
    String type = response.getContentType();
    return type != null && type.startsWith("text/event-stream");
  }

  private void record(HttpServletRequest request, int status, Duration took) {
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    Timer.builder(NAME)
        .tag("method", method)
        .tag("uri", status == NOT_FOUND ? "NOT_FOUND" : kind(request.getRequestURI()))
        .tag("status", String.valueOf(status))
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(took);
  }

  /** The address with everything replaced that can vary. */
  static String kind(String uri) {
    String[] segments = uri.split("/");
    StringBuilder kind = new StringBuilder();
    for (int i = 1; i < Math.min(segments.length, MOST_SEGMENTS + 1); i++) {
      kind.append('/').append(PLAIN.matcher(segments[i]).matches() ? segments[i] : "{id}");
    }
    return kind.isEmpty() ? "/" : kind.toString();
  }
}
