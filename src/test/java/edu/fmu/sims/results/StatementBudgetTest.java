package edu.fmu.sims.results;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.academics.ProgramService;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.academics.TermService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.assessments.FinalGradeService;
import edu.fmu.sims.assessments.GradeSchemeService;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.testing.StatementCount;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.ListRequest;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many statements the heavier requests may send, whatever the number of rows. */
class StatementBudgetTest {
  private static final int SIZE = 150;
  private static final Caller ADMIN =
      new Caller(1, "admin", Role.ADMIN, null, null, Origin.internal("test"));

  @AutoClose private static final TestDatabase database = TestDatabase.create();

  @AutoClose
  private static final SessionFactory sessions =
      SessionFactories.build(List.of(Result.class, ResultChange.class));

  private static final StatementCount count = new StatementCount();
  private static final Transactions transactions =
      new Transactions(sessions, count.over(database.app()));
  private static final Clock clock =
      Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);
  private static final AuditLog audit = new AuditLog(transactions);
  private static final SectionService sections =
      new SectionService(transactions, audit, new TermService(transactions, audit));
  private static final ResultService results =
      new ResultService(transactions, audit, clock, sections, PublicationMails.OFF);

  @BeforeAll
  static void rows() throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into app_user (username, role) values ('admin', 'Admin');
          insert into program (name) values ('MBBS');
          insert into term (name) select 'T' || n from generate_series(1, 12) n;
          insert into course (code, title, program_id) values ('C', 'C', 1);
          insert into section (course_id, term_id, capacity)
            select 1, n, 500 from generate_series(1, 12) n;
          insert into student (reg_no, name, program_id)
            select 'R' || n, 'N', 1 from generate_series(1, %1$d) n;
          insert into enrollment (student_id, section_id)
            select n, 1 from generate_series(1, %1$d) n;
          insert into enrollment (student_id, section_id)
            select n, 2 from generate_series(1, %1$d) n;
          insert into result (student_id, section_id, final_grade)
            select n, 1, 'B' from generate_series(1, %1$d) n;
          insert into result (student_id, section_id, final_grade)
            select 1, n, 'A' from generate_series(4, 12) n;
          insert into result (student_id, section_id, final_grade) values (2, 3, 'A');
          update result set state = 'published', published_at = now() where section_id > 3;
          """
              .formatted(SIZE));
    }
  }

  private static int statements(Runnable work) {
    count.take();
    work.run();
    return count.take();
  }

  @Test
  void theRecordTakesTwo() {
    RecordService records =
        new RecordService(
            transactions,
            new StudentService(transactions, audit, new ProgramService(transactions, audit, clock)),
            clock,
            ZoneOffset.UTC);

    assertThat(statements(() -> records.of(ADMIN, 1))).isLessThanOrEqualTo(2);
    assertThat(statements(() -> records.asOf(ADMIN, 1, clock.instant()))).isLessThanOrEqualTo(2);
  }

  @Test
  void theListsOfATermTakeFour() {
    TermChoice choice = new TermChoice("T12", "");
    GazetteService gazettes = new GazetteService(transactions, clock, ZoneOffset.UTC);
    MeritService merit = new MeritService(transactions, clock, ZoneOffset.UTC);

    assertThat(statements(() -> gazettes.of(choice))).isLessThanOrEqualTo(4);
    assertThat(statements(() -> merit.list(choice, "cgpa"))).isLessThanOrEqualTo(3);
  }

  @Test
  void aPageTakesTwo() {
    ListRequest request =
        ListRequest.of(URI.create("/api/results/"), new MultivaluedHashMap<>(), false);

    assertThat(statements(() -> results.page(ADMIN, request))).isEqualTo(2);
  }

  @Test
  void oneResultIsPublishedWithFive() {
    long draft = draftOf(2);

    assertThat(statements(() -> results.publish(ADMIN, draft, IfMatch.ANY))).isLessThanOrEqualTo(5);
  }

  private static long draftOf(long student) {
    return transactions.call(
        () ->
            transactions
                .session()
                .createSelectionQuery(
                    "select id from Result where studentId = :student and sectionId = 3",
                    Long.class)
                .setParameter("student", student)
                .getSingleResult());
  }

  @Test
  void aSectionIsPublishedWithAHandful() {
    ResultSets sets = new ResultSets(transactions, audit, clock, sections, PublicationMails.OFF);

    assertThat(statements(() -> sets.publishSection(ADMIN, 1))).isLessThanOrEqualTo(4);
    assertThat(statements(() -> sets.freezeSection(ADMIN, 1))).isLessThanOrEqualTo(4);
  }

  @Test
  void aSectionIsComputedWithAHandful() {
    FinalGradeService grades =
        new FinalGradeService(
            transactions,
            sections,
            new GradeSchemeService(transactions, audit),
            clock,
            ZoneOffset.UTC);
    ComputeService compute = new ComputeService(transactions, audit, grades);

    assertThat(statements(() -> compute.compute(ADMIN, 2))).isLessThanOrEqualTo(10);
    assertThat(compute.compute(ADMIN, 2).unchanged()).isEqualTo(SIZE);
  }
}
