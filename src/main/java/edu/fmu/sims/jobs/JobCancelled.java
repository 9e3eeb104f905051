package edu.fmu.sims.jobs;

/** An operator cancelled the job; its handler stops where it is. */
public final class JobCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobCancelled() {
    super("cancelled", null, false, false);
  }
}
