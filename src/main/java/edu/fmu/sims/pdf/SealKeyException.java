package edu.fmu.sims.pdf;

/** The key for signing documents cannot be used; the message is one line for the operator. */
public final class SealKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealKeyException(String message) {
    super(message);
  }
}
