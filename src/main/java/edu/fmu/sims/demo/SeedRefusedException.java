package edu.fmu.sims.demo;

/** The demo data cannot be written or removed safely; the message says why. Nothing was changed. */
public final class SeedRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SeedRefusedException(String reason) {
    super(reason);
  }

  SeedRefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
