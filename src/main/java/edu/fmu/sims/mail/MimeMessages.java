package edu.fmu.sims.mail;

import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.mail.MailMessage.Attachment;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/** Writes messages in the form that mail servers take. */
final class MimeMessages {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String from;
  private final Clock clock;

  MimeMessages(String from, Clock clock) {
    this.from = from;
    this.clock = clock;
  }

  /**
   * @throws PermanentFailure when an address is none
   */
  MimeMessage write(MailMessage message, String messageId) {
    if (!MailMessage.isAddress(message.to())) {
      throw new PermanentFailure("The address of the recipient is not a mail address.");
    }
    try {
      MimeMessage mime = new FixedId(messageId);
      mime.setFrom(new InternetAddress(from, true));
      mime.setRecipient(RecipientType.TO, new InternetAddress(message.to(), true));
      mime.setSubject(message.subject().replaceAll("[\\r\\n]+", " "), UTF_8);
      mime.setHeader("Date", rfc822());
      mime.setHeader("Auto-Submitted", "auto-generated");
      mime.setContent(body(message));
      mime.saveChanges();
      return mime;
    } catch (MessagingException e) {
      throw new PermanentFailure("The mail cannot be written: " + e.getMessage());
    }
  }

  private String rfc822() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
  }

  private static MimeMultipart body(MailMessage message) throws MessagingException {
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart text = new MimeBodyPart();
    text.setText(message.text(), UTF_8);
    parts.addBodyPart(text);
    for (Attachment attachment : message.attachments()) {
      MimeBodyPart part = new MimeBodyPart();
      part.setDataHandler(
          new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
      part.setFileName(attachment.name());
      parts.addBodyPart(part);
    }
    return parts;
  }

  /** A message that keeps the id which it was given. */
  private static final class FixedId extends MimeMessage {
    private final String id;

    FixedId(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
