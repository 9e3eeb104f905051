package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One of the subjects of a job over many.
 *
 * @param subject what it is about, such as a student's id; once in a job
 * @param state waiting, done or failed
 * @param reason why it failed, or why it still waits; "" for neither
 * @param note what is known of it so far
 */
public record JobPart(long subject, String state, String reason, int tries, ObjectNode note) {
  static final String WAITING = "waiting";
  static final String DONE = "done";
  static final String FAILED = "failed";

  /**
   * A part about to be stored with its job.
   *
   * @param note becomes {@link JobPart#note}
   */
  public record New(long subject, ObjectNode note) {}

  /** Whether it will never be done. */
  public boolean hasFailed() {
    return state.equals(FAILED);
  }
}
