package edu.fmu.sims.documents;

import edu.fmu.sims.web.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issued documents on disk, each named by the hash of its content: written to a temporary name,
 * forced to disk and renamed, so that a name never stands for half a file; and checked against the
 * name on the way out, so that a damaged file is never handed out.
 */
public final class DocumentFiles {
  private static final Logger log = LoggerFactory.getLogger(DocumentFiles.class);

  /** What operators watch: it grows when a file that the register knows cannot be handed out. */
  static final String FAULTS = "sims.document.file.faults";

  private final Path folder;
  private final MeterRegistry meters;

  /**
   * @param media the folder of all media
   * @param meters where damaged files are counted
   */
  public DocumentFiles(Path media, MeterRegistry meters) {
    this.folder = media.resolve("documents");
    this.meters = meters;
    count("gone", 0); // a figure that is not there yet raises no alarm
    count("altered", 0);
  }

  /** The SHA-256 of the content, in hex. */
  public static String hash(byte[] content) {
    return hash(content, content.length);
  }

  /** The SHA-256 of the first bytes of the content, in hex. */
  public static String hash(byte[] content, int length) {
    MessageDigest digest = Sha256.digest();
    digest.update(content, 0, length);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Keeps the content; keeping the same again changes nothing. */
  void keep(String hash, byte[] content) {
    Path shelf = shelf(hash);
    try {
      Files.createDirectories(shelf);
      Path temporary = Files.createTempFile(shelf, "new", ".tmp");
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      } catch (IOException e) {
        Files.deleteIfExists(temporary);
        throw e;
      }
      Files.move(temporary, shelf.resolve(name(hash)), StandardCopyOption.ATOMIC_MOVE);
      forceFolder(shelf);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a document", e);
    }
  }

  /**
   * The content of that hash; empty when the file is gone or damaged, which is logged and counted.
   */
  public Optional<byte[]> read(String hash) {
    try {
      byte[] content = Files.readAllBytes(shelf(hash).resolve(name(hash)));
      if (hash(content).equals(hash)) {
        return Optional.of(content);
      }
      log.error("The document file {} is damaged", hash);
      count("altered", 1);
    } catch (IOException e) {
      log.error("The document file {} cannot be read: {}", hash, e.getClass().getSimpleName());
      count("gone", 1);
    }
    return Optional.empty();
  }

  /**
   * Files that were last written before that time, shelf by shelf.
   *
   * @param shelf handles the files of a shelf
   */
  void each(Instant before, Consumer<List<Path>> shelf) {
    FileTime limit = FileTime.from(before);
    try (DirectoryStream<Path> shelves = Files.newDirectoryStream(folder)) {
      for (Path one : shelves) {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(one, "{*.pdf,new*.tmp}")) {
          for (Path file : all) {
            if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
              old.add(file);
            }
          }
        }
        shelf.accept(old);
      }
    } catch (NoSuchFileException e) {
      log.debug("No document has been issued yet, or somebody else sweeps, too");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(String fault, int times) {
    meters.counter(FAULTS, "fault", fault).increment(times);
  }

  /** One folder for each first byte of the hash, so that none grows too large. */
  private Path shelf(String hash) {
    return folder.resolve(hash.substring(0, 2));
  }

  private static String name(String hash) {
    return hash + ".pdf";
  }

  /** The new name itself must outlive a power cut. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
