package edu.fmu.sims.jobs;

/** A later attempt may well succeed. The reason is shown to people. */
public final class PassingFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PassingFailure(String reason) {
    super(reason);
  }
}
