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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A node of its own process that executes jobs of the types {@code mail}, {@code batch} and {@code
 * file} until its input ends.
 */
final class NodeMain {
  /** How many times slower than others this node works. */
  static final String SLOWNESS = "NODE_SLOWNESS";

  /** By how many minutes this node's clock is wrong. */
  static final String CLOCK = "NODE_CLOCK_MINUTES";

  private static final long LONGEST_WORK_NANOS = 40_000_000;
  private static final int FILE_BLOCKS = 10;
  private static final int KINDS_OF_FILES = 5;

  private NodeMain() {}

  public static void main(String[] arguments) throws IOException {
    SimsConfig config = SimsConfig.from(Environment.current());
    Faults faults = Faults.from(Environment.current(), config.debug());
    Clock clock =
        Clock.offset(
            Clock.systemUTC(), Duration.ofMinutes(Integer.getInteger("sims.env." + CLOCK, 0)));
    long longest = LONGEST_WORK_NANOS * Integer.getInteger("sims.env." + SLOWNESS, 1);
    try (Database database = new Database(config.database(), config.limits().statement())) {
      Transactions transactions = TestTransactions.on(database.jobs());
      MailDelivery delivery =
          new MailDelivery(Mailer.of(config.mail(), clock), transactions, config.mail(), faults);
      JobFiles files = new JobFiles(config.mediaRoot());
      // Each takes long enough for a fault to hit it.
      JobHandler mail =
          JobRig.handler(
              "mail",
              job -> {
                work(longest);
                delivery.deliver(job, message(job.id()));
              });
      JobHandler batch =
          JobRig.handler(
              "batch",
              job ->
                  job.parts()
                      .each(
                          part -> {
                            work(longest / FILE_BLOCKS);
                            delivery.deliver(job, message(job.id()), part.subject());
                          }));
      JobHandler file =
          JobRig.handler(
              "file",
              job ->
                  files.keep(
                      job.id(),
                      out -> {
                        byte[] block =
                            ("file " + job.id() % KINDS_OF_FILES)
                                .repeat(300)
                                .getBytes(StandardCharsets.UTF_8);
                        for (int i = 0; i < FILE_BLOCKS; i++) {
                          work(longest / FILE_BLOCKS);
                          out.write(block);
                        }
                      }));
      try (JobModule node =
          new JobModule(
              config,
              transactions,
              transactions,
              new AuditLog(transactions),
              new SimpleMeterRegistry(),
              faults)) {
        node.start(List.of(mail, batch, file));
        System.in.readAllBytes();
      }
    }
  }

  private static MailMessage message(long job) {
    return new MailMessage("s" + job + "@example.com", "Mail", "Text");
  }

  private static void work(long longest) {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
  }
}
