package edu.fmu.sims.jobs;

import edu.fmu.sims.web.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/**
 * Files that jobs make for people, each named by the hash of its content: written to a temporary
 * name, forced to disk and renamed, so that a name never stands for half a file. They are copies of
 * what is kept elsewhere, and go when their jobs go.
 */
public final class JobFiles {
  private static final String UNFINISHED = ".tmp";

  private final Path folder;

  /**
   * @param media the folder of all media
   */
  public JobFiles(Path media) {
    this.folder = media.resolve("jobs");
  }

  /** Writes what the file holds. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * @param sha256 of the content, in hex; the file's name here
   */
  public record Kept(String sha256, long bytes) {}

  /**
   * Keeps a file. What an earlier run of the job left unfinished is removed.
   *
   * @throws UncheckedIOException when it cannot be written; then nothing of it is left
   */
  public Kept keep(long job, Content content) {
    try {
      Files.createDirectories(folder);
      removeUnfinished(job);
      Path temporary = Files.createTempFile(folder, prefix(job), UNFINISHED);
      try {
        Kept kept = write(temporary, content);
        Files.move(temporary, path(kept.sha256()), StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
        return kept;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Kept write(Path file, Content content) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      OutputStream plain = new Unclosed(Channels.newOutputStream(channel));
      content.write(new DigestOutputStream(plain, digest));
      channel.force(true);
      return new Kept(HexFormat.of().formatHex(digest.digest()), channel.size());
    }
  }

  /** Archives close what they are written to; the channel has to be forced to disk first. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Where the file of that hash is; it may be gone. */
  public Path path(String sha256) {
    return folder.resolve(sha256);
  }

  private void removeUnfinished(long job) throws IOException {
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(folder, prefix(job) + "*" + UNFINISHED)) {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Removes files that no job knows any more.
   *
   * @param known the hashes that jobs know
   * @param before files that were changed later are left alone: their jobs may be about to end
   * @return how many went
   */
  int removeOthers(Set<String> known, Instant before) {
    int removed = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (!known.contains(file.getFileName().toString())
            && Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0
            && Files.deleteIfExists(file)) {
          removed++;
        }
      }
      return removed;
    } catch (NoSuchFileException e) {
      return removed; // no job has made a file yet, or somebody else removed it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String prefix(long job) {
    return "job-" + job + "-";
  }

  /** The new name itself must outlive a power cut. */
  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
