package edu.fmu.sims.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.auth.Passwords;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SimsCommandIT {
  private static final String PASSWORD = "nine purple otters juggle";
  private static final List<String> COMMANDS =
      List.of("migrate", "createsuperuser", "seed_demo", "rqstats", "check", "verify_audit");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);

  @AutoClose private final TestDatabase database = TestDatabase.create();
  private final Map<String, String> settings = new HashMap<>(database.environment());
  private final Deque<String> answers = new ArrayDeque<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void migrateFindsNothingToDo() {
    assertThat(run("migrate")).isZero();
    assertThat(out.toString()).contains("nothing to migrate");
  }

  @Test
  void listsEveryFaultOfTheSettings() {
    settings.put("EMAIL_PORT", "none");
    settings.put("TIME_ZONE", "Nowhere");

    assertThat(run("check")).isEqualTo(1);
    assertThat(err.toString()).contains("EMAIL_PORT", "TIME_ZONE").doesNotContain("\tat ");
  }

  @Test
  void aDatabaseThatIsDownIsAReasonForEveryCommand() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      settings.put("POSTGRES_PORT", Integer.toString(taken.getLocalPort()));
    }
    for (String command : COMMANDS) {
      assertThat(run(command)).as(command).isEqualTo(1);
      assertThat(err.toString()).contains("sims " + command + ": ").doesNotContain("\tat ");
    }
  }

  @Test
  void unknownWordsAreMisuse() {
    assertThat(run("seed_demo", "--students=many")).isEqualTo(2);
    assertThat(run("dance")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command : COMMANDS) {
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out.toString()).contains("Usage: sims " + command);
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void seedsOnceAndSaysWhatIsThere() throws SQLException {
    settings.put("SIMS_DEMO_PASSWORD", PASSWORD);

    assertThat(run("seed_demo", "--students=3")).isZero();
    assertThat(out.toString()).contains("3 students").doesNotContain(PASSWORD);
    assertThat(run("seed_demo", "--students=3")).isZero();
    assertThat(out.toString()).contains("nothing changed");
    assertThat(run("seed_demo", "--students=4")).isEqualTo(1);
    assertThat(err.toString()).contains("--clear");
    assertThat(run("seed_demo", "--students=4", "--clear")).isZero();
    assertThat(text("select count(*) from student")).isEqualTo("4");
    assertThat(run("seed_demo", "--students=-1")).isEqualTo(1);
  }

  @Test
  void outsideDevelopmentNobodyKnowsTheDemoPassword() throws SQLException {
    settings.remove("DEBUG");
    settings.put("SECRET_KEY", "k3y-of-a-test-1234567890-abcdefghij-xyz");

    assertThat(run("seed_demo", "--students=1")).isZero();

    String hash = text("select password_hash from app_user where username = 'admin'");
    assertThat(new Passwords().verify("sims-demo-passphrase", hash)).isFalse();
    String printed = out.toString().split("Their password: ", 2)[1].strip();
    assertThat(new Passwords().verify(printed, hash)).isTrue();
  }

  @Test
  void theFirstAdministratorThenDemoData() throws SQLException {
    answers.addAll(List.of("chief", "chief@fmu.edu.pk", PASSWORD, PASSWORD));

    assertThat(run("createsuperuser")).isZero();

    assertThat(text("select role from app_user where username = 'chief'")).isEqualTo("Admin");
    String hash = text("select password_hash from app_user where username = 'chief'");
    assertThat(new Passwords().verify(PASSWORD, hash)).isTrue();
    assertThat(text("select path from audit_entry")).isEqualTo("createsuperuser");
    assertThat(run("verify_audit")).as(err::toString).isZero();
    assertThat(out.toString()).contains("whole: 0 entries sealed, 1 wait");
    assertThat(run("verify_audit", "--anchors", "/nowhere")).isEqualTo(1);
    assertThat(run("seed_demo", "--students=1")).isZero();
  }

  @Test
  void readsTheAdministratorFromTheEnvironmentUnderBothNames() throws SQLException {
    settings.put("DJANGO_SUPERUSER_USERNAME", "one");
    settings.put("SIMS_SUPERUSER_PASSWORD", PASSWORD);

    assertThat(run("createsuperuser", "--noinput")).isZero();
    settings.put("SIMS_SUPERUSER_USERNAME", "ONE");
    assertThat(run("createsuperuser", "--noinput")).isEqualTo(1);

    assertThat(err.toString()).contains("exists already");
    assertThat(text("select count(*) from app_user")).isEqualTo("1");
  }

  @Test
  void refusesPoorAccounts() throws SQLException {
    refuses("at least 15", "chief", "", "too short", "too short");
    refuses("at most 128", "chief", "", "long-1234 ".repeat(13), "long-1234 ".repeat(13));
    refuses("own name", "administrator", "", "administrator 1234", "administrator 1234");
    refuses("differ", "chief", "", PASSWORD, PASSWORD + "!");
    refuses("not an email address", "chief", "nobody", PASSWORD, PASSWORD);
    refuses("username must have", " ", "", PASSWORD, PASSWORD);
    refuses("Cancelled", "chief");
    assertThat(run("createsuperuser", "--noinput")).isEqualTo(1);
    assertThat(err.toString()).contains("SIMS_SUPERUSER_USERNAME");
    assertThat(text("select count(*) from app_user")).isEqualTo("0");
  }

  @Test
  void countsTheQueue() throws SQLException {
    execute("insert into job (type) values ('transcript')");

    assertThat(run("rqstats")).isZero();
    assertThat(out.toString()).containsPattern("queued +1\\R").contains("live workers  0");
    assertThat(run("rqstats", "--json")).isZero();
    assertThat(out.toString()).contains("\"queued\":1", "\"oldest_wait_seconds\":");
  }

  @Test
  void checksTheParts() throws Exception {
    try (TestRedis redis = TestRedis.start()) {
      settings.put("REDIS_URL", redis.url());
      assertThat(run("check", "--database", "default")).as(err::toString).isZero();
      assertThat(out.toString()).contains("All checks passed.");
      assertThat(run("check", "--database", "other")).isEqualTo(1);
      assertThat(run("check", "--deploy")).isEqualTo(1);
      assertThat(err.toString())
          .contains("DEBUG is on", "https", "EMAIL_HOST", "SIMS_SIGNING_KEYSTORE");
    }
    assertThat(run("check")).isEqualTo(1);
    assertThat(err.toString()).contains("Redis does not answer");
    execute(
        "delete from flyway_schema_history where installed_rank ="
            + " (select max(installed_rank) from flyway_schema_history)");
    assertThat(run("check")).isEqualTo(1);
    assertThat(err.toString()).contains("sims migrate");
  }

  private void refuses(String reason, String... typed) {
    answers.clear();
    answers.addAll(Arrays.asList(typed));
    assertThat(run("createsuperuser")).isEqualTo(1);
    assertThat(err.toString()).contains(reason);
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Prompt prompt =
        new Prompt() {
          @Override
          public @Nullable String line(String question) {
            return answers.poll();
          }

          @Override
          public @Nullable String secret(String question) {
            return answers.poll();
          }
        };
    CommandContext context = new CommandContext(() -> settings, CLOCK, () -> prompt);
    return SimsCommand.run(context, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
