package edu.fmu.sims.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.Schedule;
import edu.fmu.sims.web.Json;
import java.time.LocalTime;
import java.util.Optional;

/** Seals the notes of reads every night, before the log is gone through. */
public final class DisclosureSealJob implements JobHandler {
  private static final LocalTime AT_NIGHT = LocalTime.of(3, 20);

  private final DisclosureSeals seals;

  public DisclosureSealJob(DisclosureSeals seals) {
    this.seals = seals;
  }

  @Override
  public String type() {
    return "seal_disclosures";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.daily(AT_NIGHT));
  }

  @Override
  public ObjectNode run(JobContext job) {
    return Json.MAPPER.createObjectNode().put("sealed", seals.seal(job.caller()));
  }
}
