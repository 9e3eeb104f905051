package edu.fmu.sims.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Mails the link with which a forgotten password is replaced, if the address belongs to anyone. The
 * token is made here and not before, so that it stands in no job's payload.
 */
public final class PasswordResetMailJob implements JobHandler {
  static final String TYPE = "send_password_reset_mail";

  private final ResetTokens tokens;
  private final MailDelivery mail;
  private final Supplier<String> institution;
  private final String publicUrl;

  /**
   * @param transactions any of this process; those of the job are joined
   * @param institution the name that the mail speaks for, as it is then
   * @param publicUrl where browsers find the application, without a slash at the end
   */
  public PasswordResetMailJob(
      Transactions transactions,
      MailDelivery mail,
      Clock clock,
      Supplier<String> institution,
      String publicUrl) {
    this.tokens = new ResetTokens(transactions, clock);
    this.mail = mail;
    this.institution = institution;
    this.publicUrl = publicUrl;
  }

  record Payload(String email) {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ObjectNode run(JobContext job) {
    String email = job.payload().path("email").asText("");
    Optional<String> token =
        MailMessage.isAddress(email)
            ? job.commit(() -> tokens.issue(email, job.attempt() > 1))
            : Optional.empty();
    token.ifPresent(made -> mail.deliver(job, message(email, made)));
    return Json.MAPPER.createObjectNode();
  }

  /** The token stands behind the {@code #}: browsers send that part to no server. */
  private MailMessage message(String email, String token) {
    return new MailMessage(
        email,
        "Set a new password",
        """
        Somebody, most likely you, asked for a new password for your account at %s.

        Open this address within an hour to set one:

        %s/reset-password#token=%s

        The link works once. If it was not you, do nothing: your password stays as it is.
        """
            .formatted(institution.get(), publicUrl, token));
  }
}
