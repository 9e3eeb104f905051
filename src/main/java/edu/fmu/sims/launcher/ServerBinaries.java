package edu.fmu.sims.launcher;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import redis.embedded.core.ExecutableProvider;

/**
 * The programs of PostgreSQL and Redis, unpacked from their Maven artifacts once a build. Each set
 * appears under its final name only when it is complete, so an interrupted start leaves nothing
 * half unpacked behind.
 */
final class ServerBinaries {
  private final Path folder;

  ServerBinaries(Path folder) {
    this.folder = folder;
  }

  /** The folder that holds {@code bin/postgres} and {@code bin/initdb}. */
  Path postgres() {
    return unpackOnce("postgres", ServerBinaries::unpackPostgres);
  }

  /** The program {@code redis-server}. */
  Path redis() {
    return unpackOnce("redis", ServerBinaries::unpackRedis).resolve("redis-server");
  }

  private Path unpackOnce(String name, Unpacking unpacking) {
    Path target = folder.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempDirectory(folder, name + "-");
      try {
        unpacking.into(temporary);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        moveUnlessThere(temporary, target);
      } finally {
        deleteRecursively(temporary);
      }
      return target;
    } catch (IOException e) {
      throw new LaunchException(
          "Cannot unpack the " + name + " programs into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void moveUnlessThere(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another start of the same build was faster; its files are the same.
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void unpackPostgres(Path into) throws IOException {
    try (InputStream packed =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name"), architecture());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
          throw new IOException("an entry leads outside: " + entry.getName());
        }
        unpackEntry(tar, entry, path);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void unpackRedis(Path into) throws IOException {
    Path program = ExecutableProvider.newJarResourceProvider(into.toFile()).get().toPath();
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(program, into.resolve("redis-server"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name.equals("aarch64") ? "arm_64" : name;
  }

  static void deleteRecursively(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @FunctionalInterface
  private interface Unpacking {
    void into(Path folder) throws IOException;
  }
}
