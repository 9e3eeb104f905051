package edu.fmu.sims.jobs;

import edu.fmu.sims.access.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job to be stored.
 *
 * @param payload a record or tree that becomes a JSON object; handlers of later releases must still
 *     read it
 * @param dedupeKey while a job of this key waits or runs, no second one is made; null for none
 * @param caller who asked, and who may see it
 * @param studentId the student whom it concerns, who may see it too; null for none
 * @param maxAttempts claims after which a failing job is dead
 * @param delay how long after the commit it is due
 */
public record NewJob(
    String type,
    Object payload,
    Priority priority,
    @Nullable String dedupeKey,
    Caller caller,
    @Nullable Long studentId,
    int maxAttempts,
    Duration delay) {
  /** Enough attempts to outlast two days of outage with the usual delays. */
  public static final int USUAL_ATTEMPTS = 15;

  /** A job of usual urgency, due at once. */
  public static NewJob of(String type, Object payload, Caller caller) {
    return new NewJob(
        type, payload, Priority.NORMAL, null, caller, null, USUAL_ATTEMPTS, Duration.ZERO);
  }

  public NewJob about(long student) {
    return new NewJob(type, payload, priority, dedupeKey, caller, student, maxAttempts, delay);
  }

  public NewJob with(Priority other) {
    return new NewJob(type, payload, other, dedupeKey, caller, studentId, maxAttempts, delay);
  }

  public NewJob onceFor(String key) {
    return new NewJob(type, payload, priority, key, caller, studentId, maxAttempts, delay);
  }

  public NewJob attempts(int most) {
    return new NewJob(type, payload, priority, dedupeKey, caller, studentId, most, delay);
  }

  public NewJob after(Duration time) {
    return new NewJob(type, payload, priority, dedupeKey, caller, studentId, maxAttempts, time);
  }
}
