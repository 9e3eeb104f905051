package edu.fmu.sims.cli;

/** A command cannot do its work; the message tells the operator why, in words. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String reason) {
    super(reason);
  }
}
