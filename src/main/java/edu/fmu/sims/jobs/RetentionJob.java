package edu.fmu.sims.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.web.Json;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes every night what has been kept for long enough. */
public final class RetentionJob implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);
  private static final LocalTime AT_NIGHT = LocalTime.of(3, 10);

  private final List<Retention> kinds;

  public RetentionJob(List<Retention> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public String type() {
    return "apply_retention";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.daily(AT_NIGHT));
  }

  @Override
  public ObjectNode run(JobContext job) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    for (int i = 0; i < kinds.size(); i++) {
      Retention kind = kinds.get(i);
      int removed = 0;
      for (int step = kind.step(); step > 0; step = kind.step()) {
        removed += step;
        job.progress(i, kinds.size(), 0);
      }
      result.put(kind.what(), removed);
      job.progress(i + 1, kinds.size(), 0);
    }
    log.info("Retention removed {}", result);
    return result;
  }
}
