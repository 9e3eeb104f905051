package edu.fmu.sims.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.audit.AuditChain.Verdict;
import edu.fmu.sims.jobs.JobContext;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.PermanentFailure;
import edu.fmu.sims.jobs.Schedule;
import edu.fmu.sims.web.Json;
import java.time.LocalTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the log, and the sealed notes of reads, every night. A log that somebody's hand was
 * in is a dead job, which wakes an operator, and an error in the server's log.
 */
public final class AuditVerifyJob implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(AuditVerifyJob.class);
  private static final LocalTime AT_NIGHT = LocalTime.of(3, 40);

  private final AuditChain chain;
  private final AuditAnchors anchors;

  public AuditVerifyJob(AuditChain chain, AuditAnchors anchors) {
    this.chain = chain;
    this.anchors = anchors;
  }

  @Override
  public String type() {
    return "verify_audit_log";
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(Schedule.daily(AT_NIGHT));
  }

  @Override
  public ObjectNode run(JobContext job) {
    Verdict verdict = chain.verify(anchors);
    if (verdict.fault() != null) {
      log.error("THE AUDIT LOG WAS TAMPERED WITH: {}", verdict.fault());
      throw new PermanentFailure("The audit log is not what was written: " + verdict.fault());
    }
    return Json.MAPPER
        .createObjectNode()
        .put("sealed", verdict.sealed())
        .put("waiting", verdict.waiting());
  }
}
