package edu.fmu.sims.mail;

/** The message left, and no answer came: nobody can know whether the server has it (RFC 1047). */
public final class InDoubt extends Exception {
  private static final long serialVersionUID = 1L;

  InDoubt(String message) {
    super(message);
  }
}
