package edu.fmu.sims.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.jobs.QueueStats;
import edu.fmu.sims.persistence.DatabaseMigration;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.hibernate.SessionFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "rqstats", description = "Show the job queue at a glance.")
final class RqStatsCommand implements Callable<Integer> {
  private final CommandContext context;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli fills the annotated fields
  RqStatsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    DatabaseMigration database = new DatabaseMigration(context.config().database());
    SchemaCheck.requireCurrent(database);
    PrintWriter out = spec.commandLine().getOut();
    try (SessionFactory sessions = SessionFactories.build(List.of())) {
      QueueStats stats = QueueStats.read(new Transactions(sessions, database.owner()));
      if (json) {
        out.println(Json.MAPPER.writeValueAsString(stats));
      } else {
        out.printf("queued        %d%n", stats.queued());
        out.printf("scheduled     %d%n", stats.scheduled());
        out.printf("running       %d%n", stats.running());
        out.printf("finished      %d%n", stats.finished());
        out.printf("failed        %d%n", stats.failed());
        out.printf("dead          %d%n", stats.dead());
        out.printf("live workers  %d%n", stats.workers());
        out.printf("oldest wait   %d s%n", stats.oldestWaitSeconds());
      }
    }
    return 0;
  }
}
