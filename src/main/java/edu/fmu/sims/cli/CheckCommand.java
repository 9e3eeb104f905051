package edu.fmu.sims.cli;

import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.SigningConfig;
import edu.fmu.sims.jobs.RedisProbe;
import edu.fmu.sims.pdf.SealKeyException;
import edu.fmu.sims.pdf.SealKeys;
import edu.fmu.sims.persistence.DatabaseMigration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "check", description = "Check settings, database, schema and Redis.")
final class CheckCommand implements Callable<Integer> {
  private final CommandContext context;
  @Spec private CommandSpec spec;

  @Option(names = "--database", defaultValue = "default", description = "there is only 'default'")
  private String database;

  @Option(names = "--deploy", description = "also what a production system needs")
  private boolean deploy;

  @SuppressWarnings("NullAway.Init") // picocli fills the annotated fields
  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!database.equals("default")) {
      throw new CommandFailure("There is no database '" + database + "', only 'default'.");
    }
    SimsConfig config = context.config();
    List<String> faults = new ArrayList<>();
    try {
      SchemaCheck.requireCurrent(new DatabaseMigration(config.database()));
    } catch (CommandFailure e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    if (!RedisProbe.answers(config.redis())) {
      faults.add("Redis does not answer: check REDIS_URL and that the server runs.");
    }
    if (deploy) {
      addDeployFaults(config, faults);
    }
    if (faults.isEmpty()) {
      spec.commandLine().getOut().println("All checks passed.");
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    faults.forEach(fault -> err.println("sims check: " + fault));
    return 1;
  }

  private void addDeployFaults(SimsConfig config, List<String> faults) {
    if (config.debug()) {
      faults.add("DEBUG is on: set DEBUG=False.");
    }
    if (!config.publicUrl().startsWith("https://")) {
      faults.add(
          "PUBLIC_URL is not an https address: documents would point to " + config.publicUrl());
    }
    if (config.signing().keystore().isEmpty()) {
      faults.add("SIMS_SIGNING_KEYSTORE is missing: documents would be issued without signature.");
    } else {
      addSigningFaults(config.signing(), context.clock().instant(), faults);
    }
    if (config.allowedHosts().contains("*")) {
      faults.add("ALLOWED_HOSTS lets every host in: name the hosts.");
    }
    if (config.mail().host().isEmpty()) {
      faults.add("EMAIL_HOST is missing: mail would only be written to the log.");
    }
    if (config.database().app().user().equals(config.database().owner().user())) {
      faults.add(
          "POSTGRES_APP_USER is the owner of the tables: the run-time role must own nothing.");
    }
  }

  private static void addSigningFaults(SigningConfig signing, Instant now, List<String> faults) {
    try {
      SealKeys keys =
          SealKeys.open(Path.of(signing.keystore()), signing.password(), signing.alias());
      if (!keys.isValidAt(now)) {
        faults.add(
            "The certificate in SIMS_SIGNING_KEYSTORE is not valid now (it ends at "
                + keys.expires()
                + "): documents would be issued without signature.");
      }
    } catch (SealKeyException e) {
      faults.add(e.getMessage() + " (SIMS_SIGNING_KEYSTORE)");
    }
  }
}
