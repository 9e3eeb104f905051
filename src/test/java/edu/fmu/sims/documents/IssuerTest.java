package edu.fmu.sims.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.holds.HoldService;
import edu.fmu.sims.jobs.Retention;
import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestTransactions;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when many issue at once, and when a transaction ends badly. */
class IssuerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @AutoClose private static final TestDatabase database = TestDatabase.create();
  private static final Transactions transactions = TestTransactions.on(database.app());
  private static int counter;

  @TempDir private Path media;
  private Issuer issuer;

  record States(String words) {}

  @BeforeEach
  void issuer() {
    issuer = issuer(Issuer.Seal.NONE);
  }

  private Issuer issuer(Issuer.Seal seal) {
    Map<String, String> settings = new HashMap<>(database.environment());
    settings.put("DEBUG", "true");
    AuditLog audit = new AuditLog(transactions);
    return new Issuer(
        transactions,
        audit,
        new HoldService(transactions, audit, Clock.systemUTC()),
        new DocumentFiles(media, new SimpleMeterRegistry()),
        seal,
        SimsConfig.from(settings),
        Clock.systemUTC());
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long student() throws SQLException {
    counter++;
    return number(
        "with p as (insert into program (name) values ('P%1$d') returning id) insert into student"
                .formatted(counter)
            + " (reg_no, name, program_id) select 'I-%1$d', 'Student', id from p returning id"
                .formatted(counter));
  }

  private static Draft draft(String words, Function<Draft.Imprint, byte[]> print) {
    return new Draft(new Holder("I-1", "Student", "", "P", "active"), new States(words), print);
  }

  private static Draft draft(String words) {
    return draft(words, imprint -> (imprint.serial() + imprint.verifyUrl()).getBytes(UTF_8));
  }

  private IssuedDocument issue(DocumentType type, long student, String words) {
    return issuer.issue(
        type, student, Occasion.of(Caller.system("test"), "Test"), () -> draft(words));
  }

  private static <T> List<Future<T>> atOnce(List<Callable<T>> work) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(work.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      List<Callable<T>> waiting = new ArrayList<>();
      for (Callable<T> one : work) {
        waiting.add(
            () -> {
              start.countDown();
              start.await();
              return one.call();
            });
      }
      return threads.invokeAll(waiting);
    }
  }

  @Test
  void serialsHaveNoGapAndNoDoubleWhenManyIssueAndSomeFail() throws Exception {
    DocumentType type = DocumentType.letter("race");
    List<Callable<String>> work = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long student = student();
      boolean fails = i % 4 == 3;
      work.add(
          () ->
              transactions.call(
                  () -> {
                    String serial = issue(type, student, "words").serial();
                    if (fails) {
                      throw new IllegalStateException("the transaction ends badly");
                    }
                    return serial;
                  }));
    }
    Set<Integer> numbers = new HashSet<>();
    int failed = 0;
    for (Future<String> one : atOnce(work)) {
      try {
        numbers.add(Integer.valueOf(one.get().replaceFirst(".*-", "")));
      } catch (ExecutionException e) {
        failed++;
      }
    }
    assertThat(failed).isEqualTo(10);
    assertThat(numbers).hasSize(30);
    assertThat(Collections.max(numbers) - Collections.min(numbers)).isEqualTo(29);
    assertThat(number("select count(*) from document where type = 'race'")).isEqualTo(30);
  }

  @Test
  void lettersOfAllKindsShareOneRowOfSerials() throws SQLException {
    long student = student();
    String one = issue(DocumentType.letter("travel"), student, "a").serial();
    String two = issue(DocumentType.letter("visa"), student, "a").serial();
    assertThat(one).startsWith("LT-");
    assertThat(Integer.parseInt(two.replaceFirst(".*-", "")))
        .isEqualTo(Integer.parseInt(one.replaceFirst(".*-", "")) + 1);
    assertThat(issue(DocumentType.NOC, student, "a").serial()).startsWith("NC-");
  }

  @Test
  void whatStatesTheSameIsHandedOutAgainAndWhatDoesNotSupersedes() throws SQLException {
    long student = student();
    IssuedDocument first = issue(DocumentType.BONAFIDE, student, "a");
    assertThat(issue(DocumentType.BONAFIDE, student, "a").id()).isEqualTo(first.id());
    IssuedDocument second = issue(DocumentType.BONAFIDE, student, "b");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(
            number(
                "select count(*) from document where superseded_at is not null and id = "
                    + first.id()))
        .isEqualTo(1);
    assertThat(number("select count(*) from document where snapshot ->> 'words' = 'b'"))
        .isEqualTo(1);
  }

  @Test
  void whatWentOutUnsignedIsIssuedAnewOnceItCanBeSigned() throws SQLException {
    AtomicBoolean hasKey = new AtomicBoolean();
    issuer =
        issuer(
            new Issuer.Seal() {
              @Override
              public byte[] set(byte[] file, Instant at) {
                return hasKey.get() ? (new String(file, UTF_8) + " signed").getBytes(UTF_8) : file;
              }

              @Override
              public boolean isMissing(byte[] file, Instant at) {
                return hasKey.get() && !new String(file, UTF_8).endsWith(" signed");
              }
            });
    long student = student();
    IssuedDocument unsigned = issue(DocumentType.BONAFIDE, student, "a");
    assertThat(issue(DocumentType.BONAFIDE, student, "a").id()).isEqualTo(unsigned.id());
    hasKey.set(true);
    IssuedDocument signed = issue(DocumentType.BONAFIDE, student, "a");
    assertThat(signed.id()).isNotEqualTo(unsigned.id());
    assertThat(new String(signed.file(), UTF_8)).endsWith(" signed");
    assertThat(issue(DocumentType.BONAFIDE, student, "a").id()).isEqualTo(signed.id());
  }

  @Test
  void anEndBetweenFileAndCommitLeavesAFileThatNobodyKnowsAndNoEntry() throws Exception {
    long student = student();
    assertThatThrownBy(
            () ->
                transactions.run(
                    () -> {
                      issue(DocumentType.NOC, student, "a");
                      throw new IllegalStateException("cut off before the commit");
                    }))
        .hasMessageContaining("cut off");
    assertThat(number("select count(*) from document where student_id = " + student)).isZero();
    try (Stream<Path> files = Files.walk(media)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
    assertThat(issue(DocumentType.NOC, student, "a").file()).isNotEmpty();
    assertThat(number("select count(*) from document where student_id = " + student)).isEqualTo(1);
  }

  private OrphanRetention sweep(SimpleMeterRegistry meters) {
    return new OrphanRetention(
        transactions, new DocumentFiles(media, meters), Clock.systemUTC(), meters);
  }

  /** A file as it is left behind, last written so many days ago. */
  private Path leftBehind(String name, int days) throws IOException {
    Path shelf = Files.createDirectories(media.resolve("documents").resolve(name.substring(0, 2)));
    Path file = Files.write(shelf.resolve(name), new byte[] {1});
    return aged(file, days);
  }

  private static Path aged(Path file, int days) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  private Path fileOf(IssuedDocument document) {
    return media
        .resolve("documents")
        .resolve(document.sha256().substring(0, 2))
        .resolve(document.sha256() + ".pdf");
  }

  @Test
  void filesThatNoEntryNamesGoAfterAMonthAndNoOthers() throws Exception {
    IssuedDocument known = issue(DocumentType.NOC, student(), "a");
    aged(fileOf(known), 400);
    Path unknown = leftBehind("ab" + "0".repeat(62) + ".pdf", 31);
    Path unfinished = leftBehind("new123.tmp", 31);
    Path fresh = leftBehind("ab" + "1".repeat(62) + ".pdf", 29);
    Path foreign = leftBehind("README", 400);
    Retention sweep = sweep(new SimpleMeterRegistry());
    assertThat(sweep.step()).isEqualTo(2);
    assertThat(sweep.step()).isZero();
    assertThat(unknown).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(List.of(fresh, foreign, fileOf(known))).allSatisfy(f -> assertThat(f).exists());
  }

  @Test
  void theFileOfADocumentThatIsBeingIssuedIsLeftAlone() throws Exception {
    long student = student();
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch swept = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<IssuedDocument> issued =
          threads.submit(
              () ->
                  transactions.call(
                      () -> {
                        IssuedDocument document = issue(DocumentType.NOC, student, "a");
                        written.countDown();
                        try {
                          swept.await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        return document;
                      }));
      written.await();
      assertThat(sweep(new SimpleMeterRegistry()).step()).isZero();
      swept.countDown();
      assertThat(fileOf(issued.get())).exists();
    }
  }

  @Test
  void aRegisterThatKnowsFewOfTheFilesIsNotBelieved() throws Exception {
    for (int i = 0; i < 30; i++) {
      leftBehind("%02d".formatted(i) + "f".repeat(62) + ".pdf", 400);
    }
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    assertThat(sweep(meters).step()).isZero();
    assertThat(meters.get("sims.document.orphans").gauge().value()).isEqualTo(30);
    try (Stream<Path> files = Files.walk(media)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(30);
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesNoEntry() throws Exception {
    long student = student();
    Files.createFile(media.resolve("documents")); // no folder can be made here
    assertThatThrownBy(() -> issue(DocumentType.NOC, student, "a"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(number("select count(*) from document where student_id = " + student)).isZero();
    Files.delete(media.resolve("documents"));
    assertThat(issue(DocumentType.NOC, student, "a").file()).isNotEmpty();
  }

  @Test
  void whatIsKeptAndHashedIsTheSealedFile() throws IOException, SQLException {
    issuer = issuer((file, at) -> (new String(file, UTF_8) + " sealed").getBytes(UTF_8));
    IssuedDocument document = issue(DocumentType.NOC, student(), "a");
    assertThat(new String(document.file(), UTF_8)).endsWith(" sealed");
    assertThat(document.sha256()).isEqualTo(DocumentFiles.hash(document.file()));
    try (Stream<Path> files = Files.walk(media)) {
      Path kept = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      assertThat(Files.readAllBytes(kept)).isEqualTo(document.file());
    }
  }

  /** Waits until the database has somebody wait for a lock. */
  private static void awaitWaiter() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> number("select count(*) from pg_locks where not granted") > 0);
  }

  @Test
  void aHoldThatIsBeingPlacedIsWaitedForAndBarsTheIssue() throws Exception {
    long student = student();
    try (Connection placing = database.app().getConnection();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      placing.setAutoCommit(false);
      execute(placing, "select 1 from student where id = " + student + " for no key update");
      execute(
          placing,
          "insert into student_hold (student_id, type, reason, placed_by)"
              + " values (%d, 'disciplinary', 'Inquiry', 'x')".formatted(student));
      Future<IssuedDocument> issued =
          threads.submit(() -> issue(DocumentType.TRANSCRIPT, student, "a"));
      try {
        awaitWaiter();
      } finally {
        placing.commit();
      }
      assertThatThrownBy(issued::get)
          .hasRootCauseInstanceOf(Problem.class)
          .hasMessageContaining("Disciplinary hold: Inquiry");
    }
    assertThat(number("select count(*) from document where student_id = " + student)).isZero();
  }

  @Test
  void aHoldIsAcknowledgedOnlyAfterAnIssueThatBeganBeforeIt() throws Exception {
    long student = student();
    CountDownLatch printing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<IssuedDocument> issued =
          threads.submit(
              () ->
                  issuer.issue(
                      DocumentType.TRANSCRIPT,
                      student,
                      Occasion.of(Caller.system("test"), "Test"),
                      () ->
                          draft(
                              "a",
                              imprint -> {
                                printing.countDown();
                                try {
                                  goOn.await();
                                } catch (InterruptedException e) {
                                  throw new IllegalStateException(e);
                                }
                                return new byte[] {1};
                              })));
      printing.await();
      Future<Boolean> placed =
          threads.submit(
              () -> {
                try (Connection placing = database.app().getConnection()) {
                  execute(
                      placing,
                      "select 1 from student where id = " + student + " for no key update");
                  return true;
                }
              });
      try {
        awaitWaiter();
        assertThat(placed.isDone()).isFalse();
      } finally {
        goOn.countDown();
      }
      assertThat(issued.get().id()).isPositive();
      assertThat(placed.get()).isTrue();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aHeldStudentGetsTheReasonAndATeacherDoesNot() throws SQLException {
    long student = student();
    try (Connection connection = database.owner().getConnection()) {
      execute(
          connection,
          "insert into student_hold (student_id, type, reason, placed_by)"
              + " values (%d, 'dues', 'Hostel', 'x')".formatted(student));
    }
    assertThatThrownBy(() -> issue(DocumentType.NOC, student, "a"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.HELD);
              assertThat(problem.details()).containsKey("student");
            });
    assertThat(issue(DocumentType.PROVISIONAL, student, "a").serial()).startsWith("PT-");
  }
}
