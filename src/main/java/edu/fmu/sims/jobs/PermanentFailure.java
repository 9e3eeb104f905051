package edu.fmu.sims.jobs;

/** Another attempt cannot help: the job is dead at once. The reason is shown to people. */
public final class PermanentFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PermanentFailure(String reason) {
    super(reason);
  }
}
