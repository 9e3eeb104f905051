package edu.fmu.sims.cli;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.demo.DemoSeeder;
import edu.fmu.sims.demo.SeedSummary;
import edu.fmu.sims.persistence.DatabaseMigration;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "seed_demo", description = "Fill the database with demo data, in one transaction.")
final class SeedDemoCommand implements Callable<Integer> {
  private static final String DEVELOPMENT_PASSWORD = "sims-demo-passphrase";
  private static final int PASSWORD_BYTES = 18;

  private final CommandContext context;
  @Spec private CommandSpec spec;

  @Option(
      names = "--students",
      defaultValue = "50",
      description = "how many students (default ${DEFAULT-VALUE})")
  private int students;

  @Option(names = "--clear", description = "remove present demo data first")
  private boolean clear;

  @Option(names = "--force", description = "add demo data even beside real data")
  private boolean force;

  @SuppressWarnings("NullAway.Init") // picocli fills the annotated fields
  SeedDemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SimsConfig config = context.config();
    String given = context.setting("SIMS_DEMO_PASSWORD");
    String password = given.isEmpty() ? fallback(config) : given;
    SeedSummary summary =
        new DemoSeeder(
                new DatabaseMigration(config.database()).owner(), context.clock(), config.zone())
            .seed(students, password, clear, force);
    PrintWriter out = spec.commandLine().getOut();
    if (!summary.changed()) {
      out.println("Demo data for " + students + " students is here already; nothing changed.");
      return 0;
    }
    out.printf(
        "Seeded. The database now holds %d students, %d sections, %d enrollments, %d attendance"
            + " records, %d results.%n",
        summary.students(),
        summary.sections(),
        summary.enrollments(),
        summary.attendance(),
        summary.results());
    out.println("Accounts: admin, registrar, examcell, faculty, student.");
    out.println(
        given.isEmpty()
            ? "Their password: " + password
            : "Their password is the value of SIMS_DEMO_PASSWORD.");
    return 0;
  }

  /** A password that everybody knows is for development only; elsewhere a fresh one is made. */
  private static String fallback(SimsConfig config) {
    if (config.debug()) {
      return DEVELOPMENT_PASSWORD;
    }
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
