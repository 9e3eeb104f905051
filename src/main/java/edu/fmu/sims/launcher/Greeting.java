package edu.fmu.sims.launcher;

import java.net.URI;

/** What a person reads when the demo is up: where it is, who can sign in, how it ends. */
final class Greeting {
  private Greeting() {}

  /**
   * @param password of the demo's accounts; empty when the database holds other data
   */
  static String of(DemoOptions options, Settings settings, URI address, String password) {
    String accounts =
        password.isEmpty()
            ? "  accounts   those of the database, which was not empty: nothing was seeded\n"
            : """
                accounts   admin, registrar, examcell, faculty, student
                password   %s
              """
                .formatted(password);
    String mail =
        settings.given("EMAIL_HOST")
            ? "sent through " + settings.get("EMAIL_HOST")
            : "written to " + settings.get("SIMS_MAIL_DIR") + "/*.eml";
    return """

        SIMS is ready at %s

        %s
          data       %s
          mail       %s
          stop       Ctrl-C (the data stays)

        """
        .formatted(address, accounts, options.data(), mail);
  }
}
