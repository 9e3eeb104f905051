package edu.fmu.sims.launcher;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why a web application failed to start. Tomcat logs what a listener or servlet threw and
 * hands on only that something failed, which is no line that a person could act upon.
 */
final class StartFailures extends Handler {
  private static final Logger ROOT = Logger.getLogger("");

  private static final int LONGEST = 400;

  private volatile @Nullable String first;

  private StartFailures() {
    setLevel(Level.WARNING);
  }

  static StartFailures watch() {
    StartFailures failures = new StartFailures();
    ROOT.addHandler(failures);
    return failures;
  }

  /** The message of the first failure's root cause, on one line. */
  String first() {
    String reason = first;
    return reason == null ? "the web application gave no reason" : reason;
  }

  /** What {@code thrown} says at its root, on one line. */
  static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (message == null || message.isBlank()) {
      return root.getClass().getSimpleName();
    }
    String line = message.strip().replaceAll("\\s*\\R\\s*", "; ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  @Override
  public void publish(LogRecord record) {
    Throwable thrown = record.getThrown();
    if (thrown != null && first == null) {
      first = reason(thrown);
    }
  }

  @Override
  public void flush() {
    // keeps nothing back
  }

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
