package edu.fmu.sims.jobs;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * A folder that can be full: a file system of its own where this user may mount one; else the nodes
 * are forbidden to write files at all, which they meet as "File too large".
 */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path folder;
  private final boolean mounted;

  SmallDisk() {
    try {
      folder = Files.createTempDirectory("sims-small-disk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mounted =
        new UnixSystem().getUid() == 0
            && run("mount", "-t", "tmpfs", "-o", "size=512k,mode=777", "tmpfs", folder.toString());
  }

  Path folder() {
    return folder;
  }

  /** By what means it gets full. */
  String means() {
    return mounted ? "a file system of 512 KiB" : "a file size limit of 0";
  }

  /** Leaves no room. */
  void fill(Collection<NodeProcess> nodes) {
    if (!mounted) {
      nodes.forEach(node -> limit(node, "0"));
      return;
    }
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) {
      // It is full now.
    }
  }

  /** Makes room again. */
  void free(Collection<NodeProcess> nodes) {
    if (!mounted) {
      nodes.forEach(node -> limit(node, "unlimited"));
      return;
    }
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static void limit(NodeProcess node, String size) {
    if (node.isAlive()) {
      run("prlimit", "--pid", String.valueOf(node.pid()), "--fsize=" + size + ":unlimited");
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (mounted) {
      run("umount", "-l", folder.toString());
    }
    run("rm", "-rf", folder.toString());
  }
}
