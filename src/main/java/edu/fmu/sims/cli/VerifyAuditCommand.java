package edu.fmu.sims.cli;

import edu.fmu.sims.audit.AuditAnchors;
import edu.fmu.sims.audit.AuditChain;
import edu.fmu.sims.audit.AuditChain.Verdict;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.persistence.DatabaseMigration;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verify_audit",
    description = "Hold the audit log and the log of reads against their seals.")
final class VerifyAuditCommand implements Callable<Integer> {
  private final CommandContext context;
  @Spec private CommandSpec spec;

  @Option(
      names = "--anchors",
      description = "a copy of MEDIA_ROOT/audit/anchors.txt that was kept elsewhere")
  private @Nullable Path copy;

  @SuppressWarnings("NullAway.Init") // picocli fills the annotated fields
  VerifyAuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SimsConfig config = context.config();
    DatabaseMigration database = new DatabaseMigration(config.database());
    SchemaCheck.requireCurrent(database);
    if (copy != null && !Files.isReadable(copy)) {
      throw new CommandFailure("The anchors cannot be read: " + copy);
    }
    AuditAnchors anchors =
        copy == null ? AuditAnchors.in(config.mediaRoot()) : AuditAnchors.of(copy);
    try (SessionFactory sessions = SessionFactories.build(List.of())) {
      AuditChain chain = new AuditChain(new Transactions(sessions, database.owner()));
      Verdict verdict = chain.verify(anchors);
      if (verdict.fault() != null) {
        throw new CommandFailure(verdict.fault());
      }
      spec.commandLine()
          .getOut()
          .printf(
              "The audit log is whole: %d entries sealed, %d wait for their seal."
                  + " The notes of reads agree with their seals.%n",
              verdict.sealed(), verdict.waiting());
      return 0;
    }
  }
}
