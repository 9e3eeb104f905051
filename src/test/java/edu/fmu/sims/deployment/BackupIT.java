package edu.fmu.sims.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import edu.fmu.sims.demo.DemoSeeder;
import edu.fmu.sims.deployment.Tools.Outcome;
import edu.fmu.sims.persistence.DatabaseMigration;
import edu.fmu.sims.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup.sh --native} on a real server: what is restored is what was there, or nothing. */
class BackupIT {
  private static OwnPostgres server;

  @TempDir private Path folder;
  private Path backups;
  private Path media;

  @BeforeAll
  static void start() throws Exception {
    server = OwnPostgres.start();
    DatabaseMigration database = new DatabaseMigration(server.config());
    database.migrate();
    new DemoSeeder(database.owner(), Clock.systemUTC(), ZoneId.of("Asia/Karachi"))
        .seed(8, "nine purple otters juggle", false, false);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void documents() throws IOException {
    backups = folder.resolve("backups");
    media = Files.createDirectories(folder.resolve("media/documents/ab"));
    Files.writeString(media.resolve("one.pdf"), "the first");
    Files.writeString(folder.resolve("media/two words.pdf"), "the second");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("SIMS_BACKUP_DIR", backups.toString());
    environment.put("MEDIA_ROOT", folder.resolve("media").toString());
    return environment;
  }

  private Outcome run(String... words) throws Exception {
    return run(environment(), words);
  }

  private static Outcome run(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("./backup.sh", "--native"));
    command.addAll(List.of(words));
    return Tools.run(environment, command.toArray(String[]::new));
  }

  /** Makes a backup; its date. */
  private String backup() throws Exception {
    // Two backups of one second would have one name: the second is refused and tried again.
    Outcome outcome = run();
    if (outcome.said().contains("backup of this second")) {
      outcome = Awaitility.await().until(() -> run(), again -> again.code() == 0);
    }
    assertThat(outcome.code()).as(outcome.said()).isZero();
    return outcome.said().split("Backup completed: ", 2)[1].substring(0, 15);
  }

  /** Every row of every table, told apart by content alone, however backup.sh counts them. */
  private static Map<String, String> rows() throws Exception {
    Map<String, String> rows = new TreeMap<>();
    String tables =
        server.sql("sims_db", "select tablename from pg_tables where schemaname = 'public'");
    for (String table : tables.split("\n")) {
      rows.put(
          table,
          server.sql(
              "sims_db",
              "select count(*), md5(string_agg(t::text, E'\\n' order by t::text)) from \""
                  + table
                  + "\" t"));
    }
    return rows;
  }

  private Map<String, String> hashes() throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    Path root = folder.resolve("media");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(root.relativize(file).toString(), HexFormat.of().formatHex(hash));
      }
    }
    return hashes;
  }

  /** What the alerts on the age of backups watch. */
  private Map<String, Long> noted() throws IOException {
    return Files.readAllLines(backups.resolve("sims_backup.prom")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(line -> line[0], line -> Long.valueOf(line[1])));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(backups)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock") && !name.equals("sims_backup.prom"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsRestoredIsWhatWasThereRowByRowAndHashByHash() throws Exception {
    Map<String, String> rows = rows();
    Map<String, String> hashes = hashes();
    assertThat(rows.get("attendance")).doesNotStartWith("0|");
    String date = backup();
    assertThat(noted()).containsOnlyKeys("sims_backup_completed_timestamp_seconds");
    assertThat(run("verify").said()).contains("Backup verified: " + date);
    assertThat(noted())
        .containsOnlyKeys(
            "sims_backup_completed_timestamp_seconds", "sims_backup_verified_timestamp_seconds")
        .allSatisfy(
            (name, at) ->
                assertThat(Instant.ofEpochSecond(at))
                    .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES)));

    server.sql(
        "sims_db",
        "delete from attendance; create table left_over (a int);"
            + " alter table left_over owner to sims_user;"
            + " alter table student add column later text");
    Files.writeString(folder.resolve("media/two words.pdf"), "altered");
    Files.writeString(folder.resolve("media/later.pdf"), "later");
    Outcome outcome = run("restore", date);

    assertThat(outcome.code()).as(outcome.said()).isZero();
    assertThat(outcome.said()).contains("Backup restored: " + date);
    assertThat(rows()).isEqualTo(rows);
    assertThat(hashes()).isEqualTo(hashes);
    assertThat(new DatabaseMigration(server.config()).isCurrent()).isTrue();
    assertThat(server.sql("sims_db", "select has_table_privilege('sims_app', 'student', 'select')"))
        .isEqualTo("t");
    assertThat(files()).anyMatch(name -> name.startsWith("before_restore_"));
  }

  /** The others run on the machine's own packages, which may be older than production's. */
  @Test
  void aServerOfProductionsVersionWithItsOwnClient() throws Exception {
    Tools.fetch("postgresql-17");
    Path client = Path.of(Tools.need("postgresql-17/psql")).getParent();
    try (TestDatabase database = TestDatabase.create()) {
      execute(database.superuser(), "alter role sims_user createdb");
      execute(database.owner(), "insert into program (name) values ('Of the backup')");
      Map<String, String> environment = new HashMap<>(environment());
      environment.putAll(database.environment());
      environment.put("PATH", client + ":" + System.getenv("PATH"));

      Outcome made = run(environment);
      assertThat(made.code()).as(made.said()).isZero();
      String date = made.said().split("Backup completed: ", 2)[1].substring(0, 15);
      assertThat(run(environment, "verify").said()).contains("Backup verified: " + date);
      execute(database.owner(), "delete from program");
      Files.writeString(folder.resolve("media/two words.pdf"), "altered");
      Outcome restored = run(environment, "restore", date);

      assertThat(restored.code()).as(restored.said()).isZero();
      execute(database.owner(), "insert into program (name) values ('Later')");
      assertThat(names(database)).containsExactly("Later", "Of the backup");
      assertThat(folder.resolve("media/two words.pdf")).hasContent("the second");
    }
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> names(TestDatabase database) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from program order by name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void leavesCheckedFilesThatNobodyElseCanRead() throws Exception {
    String date = backup();

    assertThat(files())
        .containsExactly(
            "SHA256SUMS",
            "db_" + date + ".dump",
            "manifest_" + date + ".tsv",
            "media_" + date + ".tar.gz");
    for (String name : files()) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(backups.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(backups.resolve("monthly/db_" + date + ".dump")).exists();
    assertThat(
            Tools.run(Map.of(), "sh", "-c", "cd " + backups + " && sha256sum -c SHA256SUMS").code())
        .isZero();
  }

  @Test
  void aDamagedDumpIsRefusedAndNothingIsTouched() throws Exception {
    String date = backup();
    Path dump = backups.resolve("db_" + date + ".dump");
    byte[] whole = Files.readAllBytes(dump);
    Map<String, String> rows = rows();

    byte[] flipped = whole.clone();
    flipped[flipped.length / 2] ^= 1;
    Files.write(dump, flipped);
    refuses("checksum differs", "verify", date);
    refuses("checksum differs", "restore", date);
    Files.write(dump, new byte[0]);
    refuses("checksum differs", "verify", date);
    // Even with a checksum that says otherwise.
    Files.write(dump, Arrays.copyOf(whole, whole.length - 500));
    resum();
    refuses("is damaged", "verify", date);
    refuses("is damaged", "restore", date);
    Files.delete(dump);
    Files.delete(backups.resolve("monthly").resolve(dump.getFileName()));
    refuses("no backup of", "restore", date);

    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void verifyNoticesADumpOfSomethingElse() throws Exception {
    String first = backup();
    server.sql("sims_db", "insert into program (name) values ('BK1')");
    try {
      String second = backup();
      Files.copy(
          backups.resolve("db_" + second + ".dump"),
          backups.resolve("db_" + first + ".dump"),
          StandardCopyOption.REPLACE_EXISTING);
      resum();
      refuses("public.program", "verify", first);
      assertThat(
              server.sql(
                  "postgres", "select count(*) from pg_database where datname like 'sims_verify%'"))
          .isEqualTo("0");
    } finally {
      server.sql("sims_db", "delete from program where name = 'BK1'");
    }
  }

  private void resum() throws Exception {
    Outcome sums =
        Tools.run(
            Map.of(),
            "sh",
            "-c",
            "cd " + backups + " && sha256sum db_* manifest_* media_* > SHA256SUMS");
    assertThat(sums.code()).as(sums.said()).isZero();
  }

  private void refuses(String why, String... words) throws Exception {
    Outcome outcome = run(words);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.said()).contains("FAILED", why).doesNotContain("Backup completed");
  }

  @Test
  void failsLoudlyAndLeavesNothingBehind() throws Exception {
    Map<String, String> wrong = environment();
    wrong.put("POSTGRES_PASSWORD", "wrong");
    Outcome password = run(wrong);
    assertThat(password.code()).isEqualTo(1);
    assertThat(password.said()).contains("FAILED", "password authentication failed");
    assertThat(files()).isEmpty();

    Outcome full =
        Tools.run(environment(), "bash", "-c", "ulimit -f 16; exec ./backup.sh --native");
    assertThat(full.code()).isEqualTo(1);
    assertThat(full.said()).contains("FAILED").doesNotContain("Backup completed");
    assertThat(files()).isEmpty();
    assertThat(backups.resolve("sims_backup.prom")).doesNotExist();

    assertThat(run("dance").code()).isEqualTo(2);
    assertThat(run("restore", "../../etc").code()).isEqualTo(1);
  }

  @Test
  void oneAtATime() throws Exception {
    Files.createDirectories(backups);
    Process holder =
        new ProcessBuilder("flock", backups.resolve(".lock").toString(), "cat").start();
    try {
      Awaitility.await()
          .until(
              () ->
                  Tools.run(Map.of(), "flock", "-n", backups.resolve(".lock").toString(), "true")
                          .code()
                      == 1);
      refuses("another backup is at work");
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    backup();
  }

  @Test
  void prunesWhatIsOldButNeverTheNewestGoodOneNorTheMonthlyOnes() throws Exception {
    String date = backup();
    for (String old : new String[] {"20200101_020000", "20200301_020000"}) {
      for (String name : new String[] {"db_%s.dump", "manifest_%s.tsv", "media_%s.tar.gz"}) {
        Files.copy(backups.resolve(name.formatted(date)), backups.resolve(name.formatted(old)));
      }
    }
    Files.copy(
        backups.resolve("db_20200101_020000.dump"),
        backups.resolve("monthly/db_20200101_020000.dump"));
    resum();
    assertThat(run("prune").said()).contains("6 files removed", date);
    assertThat(files()).hasSize(4);
    assertThat(backups.resolve("monthly/db_20200101_020000.dump")).exists();

    // The only good one stays, however old, when the newer one is damaged.
    for (String name : new String[] {"db_%s.dump", "manifest_%s.tsv", "media_%s.tar.gz"}) {
      Files.copy(
          backups.resolve(name.formatted(date)),
          backups.resolve(name.formatted("20200301_020000")));
    }
    resum();
    Files.write(backups.resolve("db_" + date + ".dump"), new byte[] {1});
    assertThat(run("prune").said()).contains("0 files removed", "20200301_020000");
  }
}
