package edu.fmu.sims.health;

/** Looks whether one part of the system works. It may hang: the caller gives up on it. */
@FunctionalInterface
public interface Check {
  /**
   * @throws Unhealthy with a short reason that everyone may read
   * @throws Exception anything else; its text is kept from the answer
   */
  void run() throws Exception;

  /** The part does not work, and why is fit to be told. */
  final class Unhealthy extends Exception {
    private static final long serialVersionUID = 1L;

    public Unhealthy(String reason) {
      super(reason, null, false, false);
    }
  }
}
