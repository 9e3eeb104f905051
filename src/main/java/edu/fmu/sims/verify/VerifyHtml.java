package edu.fmu.sims.verify;

import edu.fmu.sims.web.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page of the public check, in plain HTML with a style of its own and nothing from elsewhere.
 */
final class VerifyHtml {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private static final String STYLE =
      """
      :root { --ink: #14202b; --soft: #465663; --paper: #fff; --ground: #eef2f5; --line: #c9d3db;
        --house: #12395f; --valid: #146c3c; --warn: #8a5300; --bad: #a3211a; --none: #465663; }
      * { box-sizing: border-box; }
      body { margin: 0; font: 1.05rem/1.55 system-ui, sans-serif; color: var(--ink);
        background: var(--ground); }
      header { background: var(--house); color: #fff; padding: 1.1rem 1rem; }
      header p { margin: 0 auto; max-width: 40rem; font-size: 1.15rem; font-weight: 600; }
      header span { display: block; font-size: .9rem; font-weight: 400; }
      main { max-width: 42rem; margin: 1.5rem auto; padding: 0 1rem; }
      section { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
        padding: 1.1rem 1.3rem; margin-bottom: 1.2rem; }
      h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .6rem; }
      h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
      p { margin: 0 0 .7rem; overflow-wrap: anywhere; }
      .verdict { border-inline-start: .55rem solid var(--none); }
      .verdict h1 { color: var(--none); }
      .valid { border-color: var(--valid); } .valid h1 { color: var(--valid); }
      .superseded { border-color: var(--warn); } .superseded h1 { color: var(--warn); }
      .revoked, .altered { border-color: var(--bad); }
      .revoked h1, .altered h1 { color: var(--bad); }
      dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .35rem 1.2rem;
        margin: .9rem 0 0; border-top: 1px solid var(--line); padding-top: .9rem; }
      dl + p { margin: .9rem 0 0; }
      dt { color: var(--soft); }
      dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
      label { display: block; font-weight: 600; margin-bottom: .25rem; }
      input { width: 100%; font: inherit; padding: .5rem; border: 1px solid var(--soft);
        border-radius: .3rem; background: #fff; color: #14202b; margin-bottom: .7rem; }
      input[name=code] { font-family: ui-monospace, monospace; }
      button { font: inherit; font-weight: 600; padding: .55rem 1.1rem; border: 0;
        border-radius: .3rem; background: var(--house); color: #fff; cursor: pointer; }
      :focus-visible { outline: 3px solid #d98200; outline-offset: 2px; }
      footer { max-width: 42rem; margin: 0 auto 2rem; padding: 0 1rem; color: var(--soft);
        font-size: .9rem; }
      @media (prefers-color-scheme: dark) {
        :root { color-scheme: dark; --ink: #e6edf3; --soft: #a5b4c0; --paper: #17212b;
          --ground: #0d141b; --line: #33424f; --house: #1d5586; --valid: #5fd08c; --warn: #f0b35a;
          --bad: #ff8d84; --none: #a5b4c0; }
        input { background: #0d141b; color: #e6edf3; }
        a { color: #8cc4f7; } }
      @media (max-width: 28rem) { dl { grid-template-columns: 1fr; gap: 0; }
        dd { margin-bottom: .5rem; } }
      """;

  /** Allows this page's own style and forms, and nothing else. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>%1$s – %2$s</title>
      <style>%3$s</style>
      </head>
      <body>
      <header><p>%2$s<span>Check of issued documents</span></p></header>
      <main>
      %4$s
      %5$s
      </main>
      <footer>
      <p>A check says whether the document stands in the institution's register now. It costs
      nothing and asks for no name. The holder is shown by initials, unless the holder shares
      more.</p>
      </footer>
      </body>
      </html>
      """;

  private static final String FORMS =
      """
      <section aria-labelledby="by-code">
      <h2 id="by-code">Enter the code</h2>
      <form method="get" action="/verify/">
      <label for="code">The 26 letters and digits at the end of the address on the document</label>
      <input id="code" name="code" required maxlength="80" autocomplete="off"
        autocapitalize="none" spellcheck="false">
      <button type="submit">Check the code</button>
      </form>
      </section>
      <section aria-labelledby="by-file">
      <h2 id="by-file">Or send the file</h2>
      <form method="post" action="/verify/" enctype="multipart/form-data">
      <label for="file">The PDF as you received it, 20 MB at most; it is not kept</label>
      <input id="file" name="file" type="file" accept="application/pdf,.pdf" required>
      <button type="submit">Check the file</button>
      </form>
      </section>
      """;

  private final String institution;
  private final ZoneId zone;

  VerifyHtml(String institution, ZoneId zone) {
    this.institution = institution;
    this.zone = zone;
  }

  /** The forms alone. */
  String empty() {
    return page(
        "Check a document",
        """
        <section>
        <h1>Is this document genuine?</h1>
        <p>Every document of this institution carries an address and a square code. Scan it, enter
        the code, or send the PDF file: the answer comes from the register itself.</p>
        </section>
        """);
  }

  /**
   * What a check found.
   *
   * @param code as it was asked for; "" for a file
   */
  String found(String code, Verification found) {
    StringBuilder details = new StringBuilder();
    if (!found.serial().isEmpty()) {
      details.append("<dl>");
      row(details, "Document", label(found.type()));
      row(details, "Serial", found.serial());
      row(details, "Issued to", found.studentName());
      row(details, "Registration no.", found.regNo());
      row(details, "Program", found.program());
      row(details, "Issued on", day(found.issuedAt()));
      row(details, "Link ends on", day(found.sharedUntil()));
      details.append("</dl>");
    }
    if (found.sharedUntil() != null && !found.regNo().isEmpty()) {
      details
          .append("<p><a href=\"/api/verify/")
          .append(escape(code.strip()))
          .append("/file/\">Download the document</a> that the holder shares with you.</p>");
    }
    return page(
        headline(found),
        """
        <section class="verdict %s" role="status">
        <h1>%s</h1>
        <p>%s</p>
        %s
        </section>
        """
            .formatted(found.status(), headline(found), escape(words(code, found)), details));
  }

  /** Why nothing was checked. */
  String refused(String reason) {
    return page(
        "Not checked",
        """
        <section class="verdict" role="alert">
        <h1>Not checked</h1>
        <p>%s</p>
        </section>
        """
            .formatted(escape(reason)));
  }

  private static String headline(Verification found) {
    return switch (found.status()) {
      case "valid" -> "✓ Valid";
      case "revoked" -> "✕ Revoked";
      case "superseded" -> "! Superseded";
      case "altered" -> "✕ Altered";
      default -> "? Unknown";
    };
  }

  private static String words(String code, Verification found) {
    if (!found.valid()) {
      return found.reason();
    }
    return code.isEmpty()
        ? "This file is, byte for byte, the document that the institution issued."
            + signature(found.signature())
        : "This code stands for a document that the institution issued. Compare the lines below,"
            + " and the paper itself, with what you were shown.";
  }

  private static String signature(String worth) {
    return switch (worth) {
      case "valid" -> " The institution's signature in it is sound.";
      case "expired" ->
          " It was signed while the institution's certificate was valid; the certificate has expired"
              + " since, which takes nothing from the document.";
      default -> "";
    };
  }

  private static String label(String type) {
    return switch (type) {
      case "transcript" -> "Academic transcript";
      case "provisional_transcript" -> "Provisional transcript";
      case "bonafide" -> "Bonafide certificate";
      case "noc" -> "No-objection certificate";
      default -> "Letter (" + type.replace('_', ' ') + ")";
    };
  }

  private static void row(StringBuilder rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.append("<dt>")
          .append(name)
          .append("</dt><dd><bdi>")
          .append(escape(value))
          .append("</bdi></dd>");
    }
  }

  private String day(@Nullable Instant at) {
    return at == null ? "" : DAY.format(LocalDate.ofInstant(at, zone));
  }

  private String page(String title, String verdict) {
    return PAGE.formatted(escape(title), escape(institution), STYLE, verdict, FORMS);
  }

  private static String hash(String style) {
    return Base64.getEncoder().encodeToString(Sha256.of(style));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
