package edu.fmu.sims.web;

import edu.fmu.sims.access.Origin;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * First in line for every request: gives it an id, refuses foreign hosts, methods that nothing here
 * takes and content types that are none, sets the headers that every answer carries.
 */
public final class RequestContextFilter implements Filter {
  /** The request attribute that holds the {@link Origin}. */
  public static final String ORIGIN = "sims.origin";

  /** The request attribute that holds the servlet's own request, for what Jersey does not read. */
  static final String REQUEST = "sims.request";

  /** Where the logs find the id of the request being served. */
  static final String REQUEST_ID_KEY = "request_id";

  private static final String REQUEST_ID = "X-Request-Id";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<String> allowedHosts;

  public RequestContextFilter(List<String> allowedHosts) {
    this.allowedHosts = allowedHosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) req;
    HttpServletResponse response = (HttpServletResponse) res;
    String id = requestId(request.getHeader(REQUEST_ID));
    request.setAttribute(
        ORIGIN,
        new Origin(request.getMethod(), request.getRequestURI(), request.getRemoteAddr(), id));
    request.setAttribute(REQUEST, request);
    response.setHeader(REQUEST_ID, id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    if (request.getRequestURI().startsWith("/api/")) {
      response.setHeader("Cache-Control", "no-store");
    }
    MDC.put(REQUEST_ID_KEY, id);
    try {
      if (!isAllowed(request.getServerName()) && !isWatcher(request)) {
        ProblemBody.write(response, new Problem(ProblemType.HOST), id);
      } else if (!METHODS.contains(request.getMethod())) {
        // Servlets answer a method that they do not know with 501.
        response.setHeader("Allow", String.join(", ", METHODS));
        ProblemBody.write(response, new Problem(ProblemType.METHOD_NOT_ALLOWED), id);
      } else if (!isMediaType(request.getContentType())) {
        ProblemBody.write(response, new Problem(ProblemType.UNSUPPORTED_TYPE), id);
      } else {
        chain.doFilter(request, response);
      }
    } finally {
      MDC.remove(REQUEST_ID_KEY);
    }
  }

  /**
   * Whoever watches this node calls it by the name of the machine, or by the very address that was
   * called, as Prometheus does with nodes that it found by itself: neither need be served.
   */
  private static boolean isWatcher(HttpServletRequest request) {
    String host = request.getServerName().toLowerCase(Locale.ROOT);
    return Watching.isPage(request.getRequestURI())
        && (LOOPBACK.contains(host) || host.equals(request.getLocalAddr()));
  }

  private static String requestId(@Nullable String sent) {
    return sent != null && SAFE_ID.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }

  private boolean isAllowed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return allowedHosts.stream()
        .anyMatch(
            allowed ->
                allowed.equals("*")
                    || allowed.equals(name)
                    || allowed.startsWith(".")
                        && (name.endsWith(allowed) || name.equals(allowed.substring(1))));
  }

  /** Jersey answers a content type that is none with a bare 400, before any of its filters. */
  private static boolean isMediaType(@Nullable String contentType) {
    try {
      return contentType == null || MediaType.valueOf(contentType) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
