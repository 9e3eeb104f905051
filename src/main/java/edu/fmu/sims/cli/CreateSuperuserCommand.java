package edu.fmu.sims.cli;

import edu.fmu.sims.auth.PasswordPolicy;
import edu.fmu.sims.auth.Passwords;
import edu.fmu.sims.persistence.DatabaseMigration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "createsuperuser", description = "Make an administrator's account.")
final class CreateSuperuserCommand implements Callable<Integer> {
  private static final int LONGEST_USERNAME = 150;
  private static final int LONGEST_EMAIL = 254;

  private final CommandContext context;
  @Spec private CommandSpec spec;

  @Option(
      names = {"--noinput", "--no-input"},
      description = "read SIMS_SUPERUSER_USERNAME, _EMAIL and _PASSWORD instead of asking")
  private boolean noinput;

  @SuppressWarnings("NullAway.Init") // picocli fills the annotated fields
  CreateSuperuserCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws SQLException {
    DatabaseMigration database = new DatabaseMigration(context.config().database());
    SchemaCheck.requireCurrent(database);
    Account account = noinput ? fromSettings() : asked(context.prompt().get());
    refuseFaults(account);
    insert(database, account);
    spec.commandLine().getOut().println("Administrator " + account.username() + " created.");
    return 0;
  }

  private record Account(String username, String email, String password) {
    Account {
      username = username.strip();
      email = email.strip();
    }

    @Override
    public String toString() {
      return username;
    }
  }

  private Account fromSettings() {
    return new Account(setting("USERNAME"), setting("EMAIL"), setting("PASSWORD"));
  }

  private String setting(String name) {
    String value = context.setting("SIMS_SUPERUSER_" + name, "DJANGO_SUPERUSER_" + name);
    if (value.isEmpty() && !name.equals("EMAIL")) {
      throw new CommandFailure(
          "SIMS_SUPERUSER_" + name + " (or DJANGO_SUPERUSER_" + name + ") is not set.");
    }
    return value;
  }

  private static Account asked(Prompt prompt) {
    String username = answer(prompt.line("Username: "));
    String email = answer(prompt.line("Email address: "));
    String password = answer(prompt.secret("Password: "));
    if (!password.equals(answer(prompt.secret("Password (again): ")))) {
      throw new CommandFailure("The two passwords differ. Nothing was created.");
    }
    return new Account(username, email, password);
  }

  private static String answer(@Nullable String line) {
    if (line == null) {
      throw new CommandFailure("Cancelled. Nothing was created.");
    }
    return line;
  }

  private static void refuseFaults(Account account) {
    if (account.username().isEmpty() || account.username().length() > LONGEST_USERNAME) {
      throw new CommandFailure("The username must have 1 to " + LONGEST_USERNAME + " characters.");
    }
    String email = account.email();
    if (!email.isEmpty()
        && (email.length() > LONGEST_EMAIL || !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+"))) {
      throw new CommandFailure("'" + email + "' is not an email address.");
    }
    new PasswordPolicy()
        .refusal(account.password(), new PasswordPolicy.Person(account.username(), email, "", ""))
        .ifPresent(
            why -> {
              throw new CommandFailure(why);
            });
  }

  /** The account and its trace in the audit log, together or not at all. */
  private static void insert(DatabaseMigration database, Account account) throws SQLException {
    String hash = new Passwords().hash(account.password());
    try (Connection connection = database.owner().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                with made as (
                  insert into app_user (username, email, role, password_hash)
                  values (?, ?, 'Admin', ?) on conflict do nothing returning id, username),
                noted as (
                  insert into audit_entry (method, path, status_code, model, object_id, summary)
                  select 'COMMAND', 'createsuperuser', 201, 'User', id, 'User ' || id || ' created'
                    from made)
                select id from made""")) {
      insert.setString(1, account.username());
      insert.setString(2, account.email());
      insert.setString(3, hash);
      if (!insert.executeQuery().next()) {
        throw new CommandFailure("An account with that username or email address exists already.");
      }
    }
  }
}
