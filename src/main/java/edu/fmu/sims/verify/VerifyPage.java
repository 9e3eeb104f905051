package edu.fmu.sims.verify;

import edu.fmu.sims.web.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code /verify/<code>}: where the QR code on a document leads. A page that needs no script, for
 * whoever holds the paper.
 */
public final class VerifyPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int UNAVAILABLE = 503;

  private static final String STYLE =
      """
      body { font: 1.05rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 34rem;
        padding: 0 1rem; color: #14202b; background: #fff; }
      h1 { font-size: 1.4rem; }
      .status { border-inline-start: .5rem solid #b3261e; padding: .5rem 1rem;
        background: #f2f5f7; }
      .valid { border-color: #1b7f4b; }
      dt { color: #44525e; }
      dd { margin: 0 0 .6rem; font-weight: 600; }
      @media (prefers-color-scheme: dark) {
        body { color: #e8eef3; background: #11181f; }
        .status { background: #1d2832; }
        dt { color: #a9b7c3; }
      }
      """;

  /** Allows this page's own style and nothing else. */
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>Document check: %1$s</title>
      <style>%6$s</style>
      </head>
      <body>
      <main>
      <h1>%3$s</h1>
      <p class="%2$s" role="status"><strong>%1$s</strong><br>%4$s</p>
      %5$s
      </main>
      </body>
      </html>
      """;

  private final transient VerificationService verification;
  private final String institution;
  private final ZoneId zone;

  public VerifyPage(VerificationService verification, String institution, ZoneId zone) {
    this.verification = verification;
    this.institution = institution;
    this.zone = zone;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", POLICY);
    try {
      response.getWriter().write(page(verification.verify(path.replace("/", ""))));
    } catch (Problem away) {
      response.setStatus(UNAVAILABLE);
      response.setHeader("Retry-After", "5");
      response
          .getWriter()
          .write(
              PAGE.formatted(
                  "Not available", "status", escape(institution), "Try again shortly.", "", STYLE));
    }
  }

  private String page(Verification found) {
    String details =
        found.serial().isEmpty()
            ? ""
            : "<dl>"
                + row("Serial", found.serial())
                + row("Document", found.type())
                + row("Issued to", found.studentName())
                + row("Program", found.program())
                + row("Issued on", day(found.issuedAt()))
                + "</dl>";
    return PAGE.formatted(
        title(found),
        found.valid() ? "status valid" : "status",
        escape(institution),
        found.valid()
            ? "This code stands for a document that the institution issued. Compare the lines"
                + " below, and the paper itself, with what you were shown."
            : escape(found.reason()),
        details,
        STYLE);
  }

  private static String title(Verification found) {
    return found.status().substring(0, 1).toUpperCase(Locale.ROOT) + found.status().substring(1);
  }

  private static String row(String name, @Nullable String value) {
    return "<dt>" + name + "</dt><dd>" + escape(value == null ? "" : value) + "</dd>";
  }

  private String day(@Nullable Instant at) {
    return at == null ? "" : LocalDate.ofInstant(at, zone).toString();
  }

  private static String hash(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
