package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Transactions.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job as its handler sees it. What is written through it counts only while this worker holds the
 * job; a worker that lost it, by a pause longer than its lease, is thrown out of the handler.
 */
public final class JobContext {
  private final Claim claim;
  private final ObjectNode payload;
  private final JobTable table;
  private final Lease lease;

  JobContext(Claim claim, ObjectNode payload, JobTable table, Lease lease) {
    this.claim = claim;
    this.payload = payload;
    this.table = table;
    this.lease = lease;
  }

  public long id() {
    return claim.id();
  }

  /** The number of this attempt, from 1; an operator's retry begins at 1 again. */
  public int attempt() {
    return claim.attempt();
  }

  /** What the job was stored with. */
  public ObjectNode payload() {
    return payload;
  }

  /** The student whom the job concerns; null for none. */
  public @Nullable Long studentId() {
    return claim.studentId();
  }

  /** The username of who asked for the job. */
  public String createdBy() {
    return claim.createdBy();
  }

  /** The system, at work on this job: for services that want to know who acts. */
  public Caller caller() {
    return Caller.system("jobs/" + claim.type() + "/" + claim.id());
  }

  /**
   * Shows how far the job is.
   *
   * @throws JobCancelled when an operator cancelled the job
   */
  public void progress(int done, int total, int failed) {
    if (table.progress(claim, done, total, failed)) {
      throw new JobCancelled();
    }
  }

  /** The subjects of a job over many. */
  public JobParts parts() {
    return new JobParts(claim, table, lease);
  }

  /** Whether an operator cancelled the job; known a few seconds later at most. */
  public boolean cancelled() {
    return lease.isCancelled();
  }

  /**
   * Runs the work in a transaction that commits only while this worker still holds the job.
   *
   * @throws JobCancelled when an operator cancelled the job: nothing is committed
   */
  public <T> T commit(Work<T> work) {
    return table
        .transactions()
        .call(
            () -> {
              T answer = work.run();
              table.fence(claim);
              return answer;
            });
  }

  /**
   * Runs the work in a transaction whether or not this worker still holds the job: for facts of the
   * outside world that must be noted by whoever knows them.
   */
  public <T> T note(Work<T> work) {
    return table.transactions().call(work);
  }

  /** Whether the lease, by this machine's own clock, holds for that much longer. */
  public boolean holdsFor(Duration time) {
    return lease.holdsFor(time);
  }
}
