package edu.fmu.sims.jobs;

import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.Environment;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailMessage;
import edu.fmu.sims.mail.Mailer;
import edu.fmu.sims.persistence.Database;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.TestTransactions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A node of its own process that executes jobs of type {@code mail} until its input ends. */
final class NodeMain {
  private static final long LONGEST_WORK_NANOS = 200_000_000;

  private NodeMain() {}

  public static void main(String[] arguments) throws IOException {
    SimsConfig config = SimsConfig.from(Environment.current());
    Faults faults = Faults.from(Environment.current(), config.debug());
    try (Database database = new Database(config.database(), config.limits().statement())) {
      Transactions transactions = TestTransactions.on(database.jobs());
      MailDelivery delivery =
          new MailDelivery(
              Mailer.of(config.mail(), Clock.systemUTC()), transactions, config.mail(), faults);
      JobHandler mail =
          JobRig.handler(
              "mail",
              job -> {
                // Long enough for a fault to hit a job that runs.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_WORK_NANOS));
                delivery.deliver(
                    job, new MailMessage("s" + job.id() + "@example.com", "Mail", "Text"));
              });
      try (JobModule node =
          new JobModule(
              config,
              transactions,
              transactions,
              new AuditLog(transactions),
              new SimpleMeterRegistry(),
              faults)) {
        node.start(List.of(mail));
        System.in.readAllBytes();
      }
    }
  }
}
