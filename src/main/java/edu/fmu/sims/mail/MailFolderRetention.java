package edu.fmu.sims.mail;

import edu.fmu.sims.jobs.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;

/**
 * How long mails that were written to a folder, for want of a server, are kept. Nowhere else is the
 * text of a mail stored.
 *
 * @param folder "" for none
 */
public record MailFolderRetention(String folder, Clock clock, Duration age) implements Retention {
  @Override
  public String what() {
    return "mails_in_folder";
  }

  @Override
  public int step() {
    if (folder.isEmpty()) {
      return 0;
    }
    FileTime before = FileTime.from(clock.instant().minus(age));
    int removed = 0;
    try (DirectoryStream<Path> mails =
        Files.newDirectoryStream(Path.of(folder), "{*.eml,.*.eml.part}")) {
      for (Path mail : mails) {
        if (removed < STEP
            && Files.getLastModifiedTime(mail).compareTo(before) < 0
            && Files.deleteIfExists(mail)) {
          removed++;
        }
      }
      return removed;
    } catch (NoSuchFileException e) {
      return removed; // no mail has been written yet
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
