package edu.fmu.sims.persistence;

/** The database does not answer, or not to us; the message is for the operator. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
