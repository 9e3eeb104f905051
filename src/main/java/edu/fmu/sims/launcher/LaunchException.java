package edu.fmu.sims.launcher;

/**
 * A reason why the demo cannot start or go on that a person can act upon. Its message is one
 * complete line: what is wrong and, where it helps, what to do. It is shown without a stack trace.
 */
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception that shows {@code message} and nothing else. */
  public LaunchException(String message) {
    super(message);
  }

  /** Makes an exception that shows {@code message} and keeps {@code cause} for the log. */
  public LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
