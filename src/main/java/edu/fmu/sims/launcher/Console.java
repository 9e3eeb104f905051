package edu.fmu.sims.launcher;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Keeps the terminal for the few lines that a person wants to read. What the application prints and
 * what Tomcat logs goes into files of the data folder.
 */
final class Console {
  private static final long KEEP_BYTES = 20L * 1024 * 1024;

  private Console() {}

  /** Redirects the output of the libraries; to be called before any of them is loaded. */
  static void toFiles(DataFolder folder) {
    try {
      System.setProperty("SIMS_LOG_FORMAT", "file");
      System.setProperty("SIMS_LOG_DIR", folder.path("logs").toString());
      Path printed = folder.log("stdout");
      rotate(printed);
      PrintStream stream =
          new PrintStream(
              new FileOutputStream(printed.toFile(), true), true, StandardCharsets.UTF_8);
      System.setOut(stream);
      System.setErr(stream);
      LogManager.getLogManager().reset();
      System.setProperty(
          "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tLZ %4$s %3$s %5$s%6$s%n");
      Path tomcat = folder.log("tomcat");
      rotate(tomcat);
      Handler handler = new FileHandler(tomcat.toString(), true);
      handler.setFormatter(new SimpleFormatter());
      handler.setEncoding(StandardCharsets.UTF_8.name());
      Logger root = Logger.getLogger("");
      root.setLevel(Level.INFO);
      root.addHandler(handler);
    } catch (IOException e) {
      throw new LaunchException("Cannot write the logs: " + e.getMessage(), e);
    }
  }

  private static void rotate(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > KEEP_BYTES) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
