package edu.fmu.sims.mail;

import edu.fmu.sims.jobs.PassingFailure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail for systems without a mail server: a file each, named by its Message-ID, so that a repeated
 * attempt replaces the file and does not double it; without a folder, a line in the log.
 */
final class FolderMailer implements Mailer {
  private static final Logger log = LoggerFactory.getLogger(FolderMailer.class);

  private final MimeMessages messages;
  private final @Nullable Path folder;

  FolderMailer(MimeMessages messages, @Nullable Path folder) {
    this.messages = messages;
    this.folder = folder;
  }

  @Override
  public String send(MailMessage message, String messageId, Runnable beforeData) {
    MimeMessage mime = messages.write(message, messageId);
    beforeData.run();
    int size = size(message);
    if (folder == null) {
      // No subject and no recipient: logs are no place for personal data.
      log.info("Mail {} with {} bytes of attachments (no mail server is set)", messageId, size);
      return "logged";
    }
    String name = messageId.replaceAll("[^A-Za-z0-9.@_-]", "") + ".eml";
    try {
      write(folder, name, mime);
    } catch (IOException | MessagingException e) {
      log.warn("The mail folder {} cannot be written", folder, e);
      throw new PassingFailure("The mail folder cannot be written.");
    }
    log.info("Mail {} with {} bytes of attachments written to {}", messageId, size, folder);
    return "written to " + name;
  }

  private static void write(Path folder, String name, MimeMessage mime)
      throws IOException, MessagingException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("." + name + ".part");
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      mime.writeTo(out);
    }
    Files.move(
        unfinished,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static int size(MailMessage message) {
    return message.attachments().stream().mapToInt(a -> a.content().length).sum();
  }
}
