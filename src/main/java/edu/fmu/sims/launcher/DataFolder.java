package edu.fmu.sims.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which a demo keeps everything: databases, uploaded files, mail, logs and the
 * secrets that protect them. Held under a lock for as long as the demo runs, so that two servers
 * never work on the same data; the lock goes with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing and takes its lock.
   *
   * @throws LaunchException if the folder cannot be written or another demo holds it
   */
  static DataFolder open(Path path) {
    FileChannel channel = null;
    try {
      Files.createDirectories(path);
      Path root = path.toRealPath();
      if (!Files.isWritable(root)) {
        throw unwritable(path, null);
      }
      // Everything below holds personal data or secrets: nobody else on the machine may look in.
      restrict(root, "rwx------");
      for (String name : new String[] {"logs", "mail", "media", "redis", "run", "secrets"}) {
        Files.createDirectories(root.resolve(name));
      }
      channel =
          FileChannel.open(
              root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new LaunchException(
            "Another SIMS already runs on "
                + root
                + ": stop it, or set SIMS_DATA to another folder.");
      }
      DataFolder folder = new DataFolder(root, channel, lock);
      channel = null;
      return folder;
    } catch (IOException e) {
      throw unwritable(path, e);
    } finally {
      closeQuietly(channel);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static LaunchException unwritable(Path path, @Nullable IOException cause) {
    String message =
        "Cannot write to the data folder " + path + ": choose another one with SIMS_DATA.";
    return cause == null ? new LaunchException(message) : new LaunchException(message, cause);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // nothing was written through it
      }
    }
  }

  /** The folder itself, without symbolic links: what a child's command line mentions. */
  Path root() {
    return root;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** The log file of one part, as in {@code postgres}. */
  Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  /** The secret of this name, made at its first use and the same ever after. */
  String secret(String name) {
    String kept = keptSecret(name);
    if (!kept.isEmpty()) {
      return kept;
    }
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    keepSecret(name, secret);
    return secret;
  }

  /** The secret of this name, or an empty text. */
  String keptSecret(String name) {
    Path file = root.resolve("secrets").resolve(name);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Keeps a secret that was made elsewhere. */
  void keepSecret(String name, String secret) {
    Path file = root.resolve("secrets").resolve(name);
    try {
      writePrivate(file, secret);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The file that holds the secret of this name. */
  Path secretFile(String name) {
    secret(name);
    return root.resolve("secrets").resolve(name);
  }

  /** Writes a file that only its owner can read, whole or not at all. */
  static void writePrivate(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary);
    restrict(temporary, "rw-------");
    try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      out.write(StandardCharsets.UTF_8.encode(text));
      out.force(true);
    }
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
