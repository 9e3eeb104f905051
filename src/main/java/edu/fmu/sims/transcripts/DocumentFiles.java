package edu.fmu.sims.transcripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issued documents on disk, each named by the hash of its content: written to a temporary name,
 * forced to disk and renamed, so that a name never stands for half a file; and checked against the
 * name on the way out, so that a damaged file is never handed out.
 */
final class DocumentFiles {
  private static final Logger log = LoggerFactory.getLogger(DocumentFiles.class);

  private final Path folder;

  /**
   * @param media the folder of all media
   */
  DocumentFiles(Path media) {
    this.folder = media.resolve("documents");
  }

  /** The SHA-256 of the content, in hex. */
  static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
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

  /** The content of that hash; empty when the file is gone or damaged, which is logged. */
  Optional<byte[]> read(String hash) {
    try {
      byte[] content = Files.readAllBytes(shelf(hash).resolve(name(hash)));
      if (hash(content).equals(hash)) {
        return Optional.of(content);
      }
      log.error("The document file {} is damaged", hash);
    } catch (IOException e) {
      log.error("The document file {} cannot be read: {}", hash, e.getClass().getSimpleName());
    }
    return Optional.empty();
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
