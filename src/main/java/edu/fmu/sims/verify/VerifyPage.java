package edu.fmu.sims.verify;

import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import edu.fmu.sims.web.Upload;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * {@code /verify/<code>}: where the QR code on a document leads, and {@code /verify/} to enter a
 * code or send a file. Pages that need no script, for whoever holds the paper.
 */
public final class VerifyPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient VerificationService verification;
  private final transient VerifyLimit limit;
  private final transient Supplier<String> institution;
  private final ZoneId zone;

  /**
   * @param institution the name that the page speaks for
   * @param zone the institution's, in which days are shown
   */
  public VerifyPage(
      VerificationService verification,
      VerifyLimit limit,
      Supplier<String> institution,
      ZoneId zone) {
    this.verification = verification;
    this.limit = limit;
    this.institution = institution;
    this.zone = zone;
  }

  /** What there is to say, and how it is said. */
  private interface Check {
    String page(VerifyHtml html) throws IOException;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().replace("/", "");
    String asked = request.getParameter("code");
    String code = path.isEmpty() && asked != null ? asked : path;
    answer(
        response,
        html -> {
          if (code.isBlank()) {
            return html.empty();
          }
          limit.code(request.getRemoteAddr());
          return html.found(code, verification.verify(code, request.getRemoteAddr()));
        });
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(
        response,
        html -> {
          limit.enter(request.getRemoteAddr());
          try {
            return html.found("", verification.verify(Upload.of(request).bytes()));
          } finally {
            limit.leave();
          }
        });
  }

  private void answer(HttpServletResponse response, Check check) throws IOException {
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", VerifyHtml.POLICY);
    response.setHeader("Referrer-Policy", "no-referrer"); // the address holds the code
    String page;
    try {
      page = check.page(new VerifyHtml(institution.get(), zone));
    } catch (Problem refused) {
      response.setStatus(refused.type().status());
      Duration wait = refused.retryAfter();
      String words = refused.message();
      if (wait != null) {
        long seconds = Math.max(1, wait.toSeconds());
        response.setHeader("Retry-After", String.valueOf(seconds));
        words += " Seconds to wait: " + seconds + ".";
      }
      page = new VerifyHtml(name(refused), zone).refused(words);
    }
    response.getWriter().write(page);
  }

  /** Without the database even the name cannot be read. */
  private String name(Problem refused) {
    if (refused.type() == ProblemType.UNAVAILABLE) {
      return "Document check";
    }
    return institution.get();
  }
}
