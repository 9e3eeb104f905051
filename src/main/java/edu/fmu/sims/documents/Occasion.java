package edu.fmu.sims.documents;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.jobs.JobContext;

/**
 * By whom and why a document is issued.
 *
 * @param caller who acts now, for the audit log
 * @param issuedBy the username that the register keeps: for a job that of who asked for it
 * @param reason what led to it, in a few words
 */
public record Occasion(Caller caller, String issuedBy, String reason) {
  /** Somebody asks for it now. */
  public static Occasion of(Caller caller, String reason) {
    return new Occasion(caller, caller.username(), reason);
  }

  /** A job does what somebody asked for. */
  public static Occasion of(JobContext job) {
    String asked = job.createdBy();
    Caller caller = job.caller();
    return new Occasion(caller, asked.isEmpty() ? caller.username() : asked, "Job " + job.id());
  }

  /** Whether the office acts, and not the holder or a teacher. */
  boolean isByOffice() {
    return caller.is(Role.ADMIN) || caller.is(Role.REGISTRAR) || caller.is(Role.EXAM_CELL);
  }
}
