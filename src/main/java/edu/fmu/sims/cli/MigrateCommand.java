package edu.fmu.sims.cli;

import edu.fmu.sims.persistence.DatabaseMigration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "migrate", description = "Bring the database to this release's schema.")
final class MigrateCommand implements Callable<Integer> {
  private final CommandContext context;
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the annotated fields
  MigrateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    int ran = new DatabaseMigration(context.config().database()).migrate();
    spec.commandLine()
        .getOut()
        .println(
            ran == 0 ? "The database is current; nothing to migrate." : ran + " migrations ran.");
    return 0;
  }
}
