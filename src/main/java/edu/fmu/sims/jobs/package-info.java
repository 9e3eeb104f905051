/**
 * Work in the background: queue, execution, retries, and what clients see of it. PostgreSQL holds
 * the truth, a job exists exactly when the transaction that asked for it committed; Redis only
 * rings the bell and may lose everything at any time. URLs: {@code /api/jobs/…}; permissions {@code
 * JOBS_READ}, {@code JOBS_OPERATE}.
 */
@NullMarked
package edu.fmu.sims.jobs;

import org.jspecify.annotations.NullMarked;
