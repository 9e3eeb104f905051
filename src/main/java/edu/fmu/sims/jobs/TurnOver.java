package edu.fmu.sims.jobs;

/** The job goes back to the queue, unhurt, and goes on later; this was no attempt. */
final class TurnOver extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TurnOver() {
    super("turn over", null, false, false);
  }
}
