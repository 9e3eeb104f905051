package edu.fmu.sims.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job that this worker holds.
 *
 * @param epoch grows with every claim and every loss; each later write names it, so that a worker
 *     which lost the job without noticing writes nothing
 * @param waited from the time it was due to the claim
 */
record Claim(
    long id,
    String type,
    String payload,
    int attempt,
    int maxAttempts,
    long epoch,
    @Nullable Long studentId,
    String createdBy,
    Duration waited) {}
