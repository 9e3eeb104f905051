package edu.fmu.sims.mail;

import edu.fmu.sims.config.SimsConfig.MailConfig;
import edu.fmu.sims.jobs.PassingFailure;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.mail.SmtpConversation.Refusal;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by SMTP, one connection a mail, with a limit on every wait. */
final class SmtpMailer implements Mailer {
  private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

  private static final int MOST_WAITS = 6;

  private final MailConfig config;
  private final MimeMessages messages;
  private final Session session;

  SmtpMailer(MailConfig config, MimeMessages messages) {
    this.config = config;
    this.messages = messages;
    this.session = Session.getInstance(properties(config));
  }

  private static Properties properties(MailConfig config) {
    String prefix = config.ssl() ? "mail.smtps." : "mail.smtp.";
    String timeout = String.valueOf(config.timeout().toMillis());
    Properties properties = new Properties();
    properties.put(prefix + "connectiontimeout", timeout);
    properties.put(prefix + "timeout", timeout);
    properties.put(prefix + "writetimeout", timeout);
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "auth", String.valueOf(!config.user().isEmpty()));
    // The mail is accepted by then: nothing depends on the good-bye.
    properties.put(prefix + "quitwait", "false");
    if (config.startTls()) {
      properties.put(prefix + "starttls.enable", "true");
      properties.put(prefix + "starttls.required", "true");
    }
    return properties;
  }

  @Override
  public String send(MailMessage message, String messageId, Runnable beforeData) throws InDoubt {
    MimeMessage mime = messages.write(message, messageId);
    SmtpConversation conversation = new SmtpConversation(session, config.ssl(), beforeData);
    FutureTask<String> talk = new FutureTask<>(() -> talk(conversation, mime));
    Thread talker = Thread.ofVirtual().name("smtp").start(talk);
    try {
      return answer(talk, talker);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException failure) {
        throw meaning(failure, conversation);
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    }
  }

  /**
   * Every wait has its limit, but a server that gives a byte now and then could hold us for ever:
   * so has the whole. An interrupt closes the connection, and the talk ends with what it knows.
   */
  private String answer(FutureTask<String> talk, Thread talker) throws ExecutionException {
    long limit = config.timeout().multipliedBy(MOST_WAITS).toMillis();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return talk.get(limit, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          talker.interrupt();
        } catch (InterruptedException e) {
          interrupted = true;
          talker.interrupt();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String talk(SmtpConversation conversation, MimeMessage mime) throws MessagingException {
    try {
      connect(conversation);
      conversation.sendMessage(mime, mime.getAllRecipients());
      return conversation.lastWords();
    } catch (MessagingException e) {
      if (conversation.isAccepted()) {
        return conversation.lastWords();
      }
      throw e;
    } finally {
      close(conversation);
    }
  }

  /** Until the server has greeted us, no refusal is about this mail: somebody will mend it. */
  private void connect(SmtpConversation conversation) {
    try {
      conversation.connect(
          config.host(),
          config.port(),
          config.user().isEmpty() ? null : config.user(),
          config.user().isEmpty() ? null : config.password());
    } catch (MessagingException e) {
      log.info("No connection to the mail server: {}", e.toString());
      throw new PassingFailure("The mail server cannot be reached or does not let us in.");
    }
  }

  private static RuntimeException meaning(MessagingException e, SmtpConversation conversation)
      throws InDoubt {
    Refusal refusal = conversation.refusal(e);
    if (refusal != null) {
      return refusal.isForGood()
          ? new PermanentFailure("The mail server refused: " + refusal.words())
          : new PassingFailure("The mail server put us off: " + refusal.words());
    }
    if (conversation.hasBodyBegun()) {
      throw new InDoubt("The mail server fell silent while it took the mail.");
    }
    log.info("The mail server broke off: {}", e.toString());
    return new PassingFailure("The mail server broke off.");
  }

  private static void close(SmtpConversation conversation) {
    try {
      conversation.close();
    } catch (MessagingException e) {
      log.debug("No good-bye from the mail server", e);
    }
  }
}
