package edu.fmu.sims.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.Schedule;
import edu.fmu.sims.web.Json;
import java.time.Clock;
import java.util.Optional;

/** Seals the log's new entries several times an hour. */
public final class AuditSealJob implements JobHandler {
  private static final int MINUTES = 10;

  private final AuditChain chain;
  private final AuditAnchors anchors;
  private final Clock clock;

  public AuditSealJob(AuditChain chain, AuditAnchors anchors, Clock clock) {
    this.chain = chain;
    this.anchors = anchors;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "seal_audit_log";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.everyMinutes(MINUTES));
  }

  @Override
  public ObjectNode run(JobContext job) {
    return Json.MAPPER.createObjectNode().put("sealed", chain.seal(anchors, clock));
  }
}
