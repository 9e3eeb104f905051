package edu.fmu.sims.cli;

import edu.fmu.sims.config.ConfigException;
import edu.fmu.sims.config.Environment;
import edu.fmu.sims.demo.SeedRefusedException;
import edu.fmu.sims.persistence.DatabaseUnavailableException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry point of the management commands. */
@Command(
    name = "sims",
    description = "Manage the student information management system.",
    synopsisSubcommandLabel = "COMMAND")
public final class SimsCommand {
  private static final int FAILED = 1;

  /** Read by picocli alone, here and in every command. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this text")
  private boolean help;

  private SimsCommand() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    // Before the first logger is made: commands speak for themselves, and log what went wrong only.
    System.setProperty("SIMS_LOG_FORMAT", "command");
    System.exit(run(args));
  }

  /** Runs one command with the settings of this process; the exit code. */
  public static int run(String... args) {
    return run(
        new CommandContext(Environment::current, Clock.systemUTC(), Prompt::terminal),
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  static int run(CommandContext context, PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new SimsCommand())
        .addSubcommand(new MigrateCommand(context))
        .addSubcommand(new CreateSuperuserCommand(context))
        .addSubcommand(new SeedDemoCommand(context))
        .addSubcommand(new RqStatsCommand(context))
        .addSubcommand(new CheckCommand(context))
        .addSubcommand(new VerifyAuditCommand(context))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line))
        .execute(args);
  }

  private static int failed(Exception e, CommandLine command) {
    String reason = String.valueOf(e.getMessage());
    if (!isExpected(e)) {
      LoggerFactory.getLogger(SimsCommand.class).error("{} failed", command.getCommandName(), e);
    }
    reason
        .lines()
        .forEach(l -> command.getErr().println("sims " + command.getCommandName() + ": " + l));
    command.getErr().flush();
    return FAILED;
  }

  private static boolean isExpected(Exception e) {
    return e instanceof CommandFailure
        || e instanceof ConfigException
        || e instanceof SeedRefusedException
        || e instanceof DatabaseUnavailableException
        || e instanceof IllegalArgumentException
        || e instanceof SQLException
        || e.getCause() instanceof SQLException;
  }
}
