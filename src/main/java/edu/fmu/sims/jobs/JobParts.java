package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.Problem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a running job over many subjects, one after the other. Each ends in a transaction of
 * its own that counts it, so that a run which is cut off is followed by one that goes on with what
 * is left. One that fails does not stop the others.
 */
public final class JobParts {
  private static final Logger log = LoggerFactory.getLogger(JobParts.class);
  private static final int PAGE = 100;

  /** A part that was tried so often has failed. */
  static final int MOST_TRIES = NewJob.USUAL_ATTEMPTS;

  /** After so many in a row the fault lies not with the parts; the run ends and waits. */
  static final int MOST_POSTPONED_IN_A_ROW = 5;

  private static final Duration LEAST_TURN = Duration.ofSeconds(3);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

  private final Claim claim;
  private final JobTable jobs;
  private final PartTable parts;
  private final Lease lease;

  JobParts(Claim claim, JobTable jobs, Lease lease) {
    this.claim = claim;
    this.jobs = jobs;
    this.parts = new PartTable(jobs.transactions());
    this.lease = lease;
  }

  /** What is done for one part. Like a whole job it must bear repetition. */
  @FunctionalInterface
  public interface PartWork {
    /**
     * Does it.
     *
     * @throws PermanentFailure when this part cannot be done; so does a {@link Problem} that
     *     refuses it
     * @throws PassingFailure when it may be done later
     * @throws UncheckedIOException when files cannot be written: the whole job waits
     */
    void run(JobPart part);
  }

  /**
   * Does every part that waits.
   *
   * @throws PassingFailure when some are left for a later run
   * @throws JobCancelled when an operator cancelled the job
   */
  public void each(PartWork work) {
    Turn turn = new Turn();
    int inARow = 0;
    String reason = "";
    for (List<JobPart> page = page(); !page.isEmpty(); page = page()) {
      for (JobPart part : page) {
        turn.goOn();
        String postponed = one(part, work);
        inARow = postponed.isEmpty() ? 0 : inARow + 1;
        reason = postponed.isEmpty() ? reason : postponed;
        if (inARow == MOST_POSTPONED_IN_A_ROW) {
          throw left(reason);
        }
      }
    }
    if (!reason.isEmpty() && parts.waiting(claim) > 0) {
      throw left(reason);
    }
  }

  private List<JobPart> page() {
    return parts.untried(claim, PAGE);
  }

  private PassingFailure left(String reason) {
    return new PassingFailure(
        parts.waiting(claim) + " of the parts wait for another attempt: " + reason);
  }

  /** Does one part, and gives the reason why it was left for later; "" when it has ended. */
  private String one(JobPart part, PartWork work) {
    try {
      work.run(part);
      end(part, JobPart.DONE, "");
      return "";
    } catch (FencedOff | JobCancelled | UncheckedIOException e) {
      throw e;
    } catch (PermanentFailure e) {
      end(part, JobPart.FAILED, String.valueOf(e.getMessage()));
      return "";
    } catch (Problem e) {
      if (e.type().status() >= JobRunner.FIRST_SERVER_ERROR) {
        throw e;
      }
      end(part, JobPart.FAILED, e.message());
      return "";
    } catch (PassingFailure e) {
      return postpone(part, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      log.error("Part {} of job {} failed", part.subject(), claim.id(), e);
      return postpone(part, JobRunner.inside(claim));
    }
  }

  /**
   * What was done is counted even when the job was cancelled meanwhile; then nothing more is done.
   */
  private void end(JobPart part, String state, String reason) {
    boolean cancelled =
        jobs.transactions()
            .call(
                () -> {
                  boolean flag = jobs.count(claim, state.equals(JobPart.DONE));
                  parts.end(claim, part, state, reason);
                  return flag;
                });
    if (cancelled) {
      throw new JobCancelled();
    }
  }

  private String postpone(JobPart part, String reason) {
    if (part.tries() + 1 >= MOST_TRIES) {
      end(part, JobPart.FAILED, "Given up after " + MOST_TRIES + " tries: " + reason);
      return "";
    }
    jobs.transactions()
        .run(
            () -> {
              jobs.fence(claim);
              parts.postpone(claim, part, reason);
            });
    return reason;
  }

  /**
   * Adds to what is known of a part: within the transaction of {@link JobContext#commit}.
   *
   * @param more fields that replace those of the same names
   */
  public void note(JobPart part, ObjectNode more) {
    parts.note(claim, part, more);
  }

  /** Every part as it is now, by subject. */
  public List<JobPart> all() {
    return parts.all(claim);
  }

  /** A long job leaves its slot to more urgent ones, and to the stop of this process. */
  private final class Turn {
    private final long began = System.nanoTime();
    private final Pace looks = new Pace(LOOK_AROUND);

    void goOn() {
      if (lease.isStopping()
          || System.nanoTime() - began > LEAST_TURN.toNanos()
              && looks.isDue()
              && jobs.isMoreUrgentWaiting(claim)) {
        throw new TurnOver();
      }
    }
  }
}
