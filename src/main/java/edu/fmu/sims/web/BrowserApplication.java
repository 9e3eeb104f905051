package edu.fmu.sims.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.regex.Pattern;

/**
 * Serves the browser application where it is part of the deployment: its one page for every address
 * that a browser opens and that is none of the server's own, so that a deep link works, and its
 * files with the caching that their names allow.
 */
public final class BrowserApplication implements Filter {
  /** The one page. */
  static final String PAGE = "/index.html";

  /** What keeps the application's own files, so that a page opens without a connection. */
  static final String WORKER = "/service-worker.js";

  /** What no address of a page begins with. */
  private static final Pattern SERVED =
      Pattern.compile("/(api|verify|health|healthz|livez|readyz|metrics|error)(/.*)?");

  /**
   * Nothing from elsewhere, no inline script or style, and no text becomes script (Trusted Types):
   * the one policy that the pages may make lets through the worker's address and nothing else. The
   * camera reads a code in the page; blob addresses are files that were just downloaded.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
          + " media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types sims-worker";

  /** The worker fetches the application's own files. */
  static final String WORKER_POLICY = "default-src 'none'; connect-src 'self'";

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) req;
    HttpServletResponse response = (HttpServletResponse) res;
    String path = request.getRequestURI().substring(request.getContextPath().length());
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!reads || SERVED.matcher(path).matches() || !isThere(request, PAGE)) {
      chain.doFilter(req, res);
    } else if (path.startsWith("/assets/")) {
      // The name of a file under assets is made from its content.
      if (isThere(request, path)) {
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
      }
      chain.doFilter(req, res);
    } else if (path.equals(WORKER) && isThere(request, path)) {
      response.setHeader("Content-Security-Policy", WORKER_POLICY);
      response.setHeader("Cache-Control", "no-cache");
      chain.doFilter(req, res);
    } else if (path.equals(PAGE) || isPage(request, path)) {
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
      response.setHeader("Cache-Control", "no-cache");
      request.getRequestDispatcher(PAGE).forward(request, response);
    } else {
      chain.doFilter(req, res);
    }
  }

  private static boolean isPage(HttpServletRequest request, String path) {
    String accepted = request.getHeader("Accept");
    return path.equals("/")
        || accepted != null && accepted.contains("text/html") && !isThere(request, path);
  }

  private static boolean isThere(HttpServletRequest request, String path) {
    ServletContext context = request.getServletContext();
    try {
      return !path.endsWith("/") && context.getResource(path) != null;
    } catch (MalformedURLException e) {
      return false;
    }
  }
}
