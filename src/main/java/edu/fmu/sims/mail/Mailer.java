package edu.fmu.sims.mail;

import edu.fmu.sims.config.SimsConfig.MailConfig;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The way of a mail out of the system, without memory: what was sent before is the ledger's matter.
 */
public interface Mailer {
  /**
   * Sends the message.
   *
   * @param messageId with angle brackets; the same in every attempt
   * @param beforeData runs after the server took sender and recipient and before it gets the
   *     message; what it throws ends the attempt
   * @return the server's words of acceptance
   * @throws edu.fmu.sims.jobs.PermanentFailure when the server refuses for good
   * @throws edu.fmu.sims.jobs.PassingFailure when it refuses for now or cannot be reached, and has
   *     certainly not accepted
   * @throws InDoubt when it may have accepted
   */
  String send(MailMessage message, String messageId, Runnable beforeData) throws InDoubt;

  /** As the settings have it: by SMTP, into a folder, or, with neither, to the log. */
  static Mailer of(MailConfig config, Clock clock) {
    MimeMessages messages = new MimeMessages(config.from(), clock);
    return config.host().isEmpty()
        ? new FolderMailer(
            messages, config.directory().isEmpty() ? null : Path.of(config.directory()))
        : new SmtpMailer(config, messages);
  }
}
