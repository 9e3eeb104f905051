package edu.fmu.sims.results;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.jobs.JobPart;
import edu.fmu.sims.jobs.JobQueue;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.jobs.Priority;
import edu.fmu.sims.web.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for the mails that tell students of published results, in the transaction that publishes.
 */
public final class PublicationMails {
  /** Nobody is told. */
  public static final PublicationMails OFF = new PublicationMails(Optional.empty(), Duration.ZERO);

  private final Optional<JobQueue> queue;
  private final Duration delay;

  private PublicationMails(Optional<JobQueue> queue, Duration delay) {
    this.queue = queue;
    this.delay = delay;
  }

  /**
   * @param delay how long the mails wait, so that what is published shortly after another is told
   *     together with it
   */
  public static PublicationMails through(JobQueue queue, Duration delay) {
    return new PublicationMails(Optional.of(queue), delay);
  }

  /** Results of these students are being published. */
  void published(Caller caller, Collection<Long> students) {
    if (queue.isEmpty() || students.isEmpty()) {
      return;
    }
    queue
        .get()
        .enqueue(
            NewJob.of(PublicationMailJob.TYPE, Map.of(), caller).with(Priority.LOW).after(delay),
            students.stream()
                .distinct()
                .sorted()
                .map(student -> new JobPart.New(student, Json.MAPPER.createObjectNode()))
                .toList());
  }
}
