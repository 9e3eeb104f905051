package edu.fmu.sims.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sends requests by http to the same address by https ({@code SECURE_SSL_REDIRECT}). The proxy's
 * word about how the caller came counts; who lies about it only does without the redirect. Monitors
 * are let through: they watch nodes that speak no TLS.
 */
public final class HttpsRedirect implements Filter {
  private static final int MOVED_KEEPING_THE_METHOD = 308;

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) req;
    if (isSecure(request) || Watching.isPage(request.getRequestURI())) {
      chain.doFilter(req, res);
      return;
    }
    String query = request.getQueryString();
    HttpServletResponse response = (HttpServletResponse) res;
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    response.setStatus(reads ? HttpServletResponse.SC_MOVED_PERMANENTLY : MOVED_KEEPING_THE_METHOD);
    response.setHeader(
        "Location",
        "https://"
            + request.getServerName()
            + request.getRequestURI()
            + (query == null ? "" : "?" + query));
  }

  private static boolean isSecure(HttpServletRequest request) {
    return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }
}
