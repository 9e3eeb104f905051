package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What is done for one type of job. A run can be cut off at any point and begun again, here or on
 * another node, so what a handler does must bear repetition: it writes through {@link
 * JobContext#commit} and mails through the ledger.
 */
public interface JobHandler {
  /** The name in rows, lists and commands; never changed once jobs of it were stored. */
  String type();

  /**
   * Does the work.
   *
   * @return what clients read as {@code result}
   * @throws PermanentFailure when another attempt cannot help; the job is dead with the reason
   * @throws Exception anything else is tried again later
   */
  ObjectNode run(JobContext job) throws Exception;

  /** When such a job is stored by itself; empty for those that somebody asks for. */
  default Optional<Schedule> schedule() {
    return Optional.empty();
  }
}
