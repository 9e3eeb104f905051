package edu.fmu.sims.jobs;

/** The lease was lost: another worker may have the job by now, so this one writes nothing more. */
final class FencedOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FencedOff() {
    super("fenced off", null, false, false);
  }
}
