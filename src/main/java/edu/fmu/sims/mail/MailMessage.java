package edu.fmu.sims.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.stream.Stream;

/** A mail to one recipient; the sender is that of the settings. */
public record MailMessage(String to, String subject, String text, List<Attachment> attachments) {
  private static final int LONGEST_ADDRESS = 254;

  /**
   * @param name the file's name as the recipient sees it
   * @param type its media type
   */
  public record Attachment(String name, String type, byte[] content) {}

  public MailMessage(String to, String subject, String text) {
    this(to, subject, text, List.of());
  }

  /** The same with one more file. */
  public MailMessage with(Attachment attachment) {
    return new MailMessage(
        to, subject, text, Stream.concat(attachments.stream(), Stream.of(attachment)).toList());
  }

  /** Whether a mail can be addressed to it: one bare mailbox, as in {@code ali@example.com}. */
  public static boolean isAddress(String text) {
    if (text.length() > LONGEST_ADDRESS || text.indexOf('@') < 1) {
      return false;
    }
    try {
      InternetAddress[] addresses = InternetAddress.parse(text, true);
      if (addresses.length != 1 || !text.equals(addresses[0].getAddress())) {
        return false;
      }
      addresses[0].validate();
      return true;
    } catch (AddressException e) {
      return false;
    }
  }
}
