package edu.fmu.sims.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.auth.Passwords;
import edu.fmu.sims.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSeederIT {
  private static final String PASSWORD = "a-passphrase-for-the-demo";
  private static final ZoneId ZONE = ZoneId.of("Asia/Karachi");
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZONE);

  @AutoClose private final TestDatabase database = TestDatabase.create();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 50, 120})
  void everyRuleHolds(int students) throws SQLException {
    SeedSummary summary = seeder().seed(students, PASSWORD, false, false);

    assertThat(summary.changed()).isTrue();
    assertThat(summary.students()).isEqualTo(students);
    assertRules();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01",
        "2026-02-28",
        "2026-07-01",
        "2027-03-15",
        "2028-02-29",
        "2026-09-15"
      })
  void everyRuleHoldsOnAnyDay(String day) throws SQLException {
    Clock clock = Clock.fixed(Instant.parse(day + "T03:00:00Z"), ZONE);

    new DemoSeeder(database.owner(), clock, ZONE).seed(30, PASSWORD, false, false);

    assertThat(number("select count(distinct name) from term")).isEqualTo(3);
    assertThat(number("select count(*) from attendance where date >= date '" + day + "'")).isZero();
    assertThat(
            number(
                "select count(*) from attendance a join section s on s.id = a.section_id join term"
                    + " t on t.id = s.term_id where t.status = 'open'"))
        .isPositive();
    assertRules();
  }

  @Test
  void aThousandStudentsLookLikeTheRealPlace() throws SQLException {
    long start = System.nanoTime();
    SeedSummary summary = seeder().seed(1000, PASSWORD, false, false);
    System.out.printf(
        "1,000 students seeded in %.1f s: %s%n", (System.nanoTime() - start) / 1e9, summary);

    assertRules();
    assertThat(number("select count(*) from student where status <> 'active'"))
        .isBetween(20L, 200L);
    assertThat(number("select count(*) from student where name_ur <> ''")).isBetween(600L, 800L);
    assertThat(number("select count(distinct program_id) from student")).isEqualTo(7);
    assertThat(number("select count(*) from student where reg_no ~ '^20[0-9]{2}-MBBS-001$'"))
        .isEqualTo(5);
    assertThat(number("select count(distinct status) from result_change")).isEqualTo(3);
    assertThat(number("select count(distinct (type, status)) from student_request")).isEqualTo(16);
    assertThat(
            number(
                """
                select count(*) from (select student_id from attendance_tally group by student_id
                  having sum(present + late) < 0.75 * sum(present + late + absent)) x"""))
        .isBetween(50L, 200L);
  }

  @Test
  void fiftyStudentsShowEveryState() throws SQLException {
    seeder().seed(50, PASSWORD, false, false);

    assertThat(number("select count(distinct state) from result")).isEqualTo(3);
    assertThat(number("select count(distinct status) from student_request")).isEqualTo(4);
    assertThat(number("select count(distinct status) from result_change")).isEqualTo(3);
    assertThat(number("select count(distinct status) from attendance")).isEqualTo(4);
    assertThat(number("select count(distinct status) from enrollment")).isEqualTo(2);
    assertThat(number("select count(*) from student where status <> 'active'")).isPositive();
    assertThat(
            number(
                """
                select count(*) from (select student_id from attendance_tally group by student_id
                  having sum(present + late) < 0.75 * sum(present + late + absent)) x"""))
        .isBetween(2L, 10L);
  }

  @Test
  void theAccountsHaveSomethingToShow() throws SQLException {
    seeder().seed(50, PASSWORD, false, false);

    assertThat(
            rows(
                "select username || ':' || role from app_user where username in"
                    + " ('admin', 'registrar', 'examcell', 'faculty', 'student') order by username"))
        .containsExactly(
            "admin:Admin",
            "examcell:ExamCell",
            "faculty:Faculty",
            "registrar:Registrar",
            "student:Student");
    String hash = rows("select password_hash from app_user where username = 'student'").getFirst();
    assertThat(new Passwords().verify(PASSWORD, hash)).isTrue();
    String own = " where student_id = (select student_id from app_user where username = 'student')";
    assertThat(number("select count(*) from result" + own + " and state = 'published'"))
        .isPositive();
    assertThat(number("select count(*) from result" + own + " and state = 'frozen'")).isPositive();
    assertThat(number("select count(*) from attendance" + own)).isPositive();
    assertThat(number("select count(*) from student_request" + own)).isEqualTo(4);
    assertThat(
            number(
                """
                select count(distinct s.term_id) from section s join app_user u on u.id = s.teacher_id
                 where u.username = 'faculty'
                   and exists (select from enrollment e where e.section_id = s.id)"""))
        .isEqualTo(3);
    assertThat(number("select count(*) from app_user where first_name = '' or last_name = ''"))
        .isZero();
  }

  @Test
  void theSameNumberAndDateGiveTheSameData() throws SQLException {
    seeder().seed(40, PASSWORD, false, false);
    List<String> first = content(database);
    try (TestDatabase other = TestDatabase.create()) {
      new DemoSeeder(other.owner(), CLOCK, ZONE).seed(40, PASSWORD, false, false);

      assertThat(content(other)).isEqualTo(first);
    }
  }

  @Test
  void aSecondSeedChangesNothing() throws SQLException {
    seeder().seed(20, PASSWORD, false, false);
    List<String> before = content(database);

    SeedSummary again = seeder().seed(20, "another-passphrase-entirely", false, false);

    assertThat(again.changed()).isFalse();
    assertThat(content(database)).isEqualTo(before);
    assertThat(seeder().seedOnce(20, PASSWORD)).isFalse();
  }

  @Test
  void clearReplacesTheDemoDataAndKeepsTheAuditLog() throws SQLException {
    seeder().seed(20, PASSWORD, false, false);
    assertThatThrownBy(() -> seeder().seed(10, PASSWORD, false, false))
        .isInstanceOf(SeedRefusedException.class)
        .hasMessageContaining("--clear");

    SeedSummary summary = seeder().seed(10, PASSWORD, true, false);

    assertThat(summary.students()).isEqualTo(10);
    assertRules();
    assertThat(number("select count(*) from audit_entry")).isEqualTo(3);
    assertThatThrownBy(() -> execute("delete from result where state = 'frozen'"))
        .hasMessageContaining("frozen");
  }

  @Test
  void clearTakesWhatWasRecordedOfDemoStudentsAlong() throws SQLException {
    seeder().seed(10, PASSWORD, false, false);
    execute(
        "insert into transfer_credit (student_id, course_id, credits, institution, recorded_by)"
            + " select (select min(id) from student), (select min(id) from course), 3, 'Elsewhere',"
            + " 'x'");
    execute(
        "insert into student_hold (student_id, type, reason, placed_by)"
            + " select min(id), 'dues', 'Hostel', 'x' from student");
    seeder().seed(10, PASSWORD, true, false);
    assertThat(number("select count(*) from transfer_credit")).isZero();
    assertThat(number("select count(*) from student_hold")).isZero();

    execute("insert into program (name) values ('Real')");
    execute(
        "insert into student (reg_no, name, program_id)"
            + " select 'R-1', 'A real person', id from program where name = 'Real'");
    execute(
        "insert into transfer_credit (student_id, course_id, credits, institution, recorded_by)"
            + " select id, (select min(id) from course), 3, 'Elsewhere', 'x' from student"
            + " where reg_no = 'R-1'");
    assertThatThrownBy(() -> seeder().seed(10, PASSWORD, true, true))
        .isInstanceOf(SeedRefusedException.class)
        .hasMessageContaining("transfer credits for demo courses");
  }

  @Test
  void clearThenSeedGivesTheSameData() throws SQLException {
    seeder().seed(15, PASSWORD, false, false);
    List<String> before = content(database);

    seeder().seed(15, PASSWORD, true, false);

    assertThat(content(database)).isEqualTo(before);
  }

  @Test
  void refusesBesideRealDataUnlessForced() throws SQLException {
    execute("insert into program (name) values ('Pharm-D')");
    execute(
        "insert into student (reg_no, name, program_id) select 'R-1', 'A real person', id from"
            + " program");

    assertThat(seeder().seedOnce(5, PASSWORD)).isFalse();
    assertThatThrownBy(() -> seeder().seed(5, PASSWORD, false, false))
        .isInstanceOf(SeedRefusedException.class)
        .hasMessageContaining("students: 1")
        .hasMessageContaining("--force");
    assertThat(number("select count(*) from student")).isEqualTo(1);

    assertThat(seeder().seed(5, PASSWORD, false, true).students()).isEqualTo(6);
    seeder().seed(3, PASSWORD, true, true);
    assertThat(rows("select reg_no from student where reg_no not like '2%'"))
        .containsExactly("R-1");
  }

  @Test
  void aClashWithRealDataChangesNothing() throws SQLException {
    execute("insert into program (name) values ('MBBS')");

    assertThatThrownBy(() -> seeder().seed(5, PASSWORD, false, true))
        .isInstanceOf(SeedRefusedException.class)
        .hasMessageContaining("clashes");
    assertThat(number("select count(*) from course")).isZero();
  }

  @Test
  void theFirstAdministratorIsNoObstacleAndKeepsThePassword() throws SQLException {
    execute(
        "insert into app_user (username, role, password_hash) values ('Admin', 'Admin', 'kept')");

    assertThat(seeder().seedOnce(5, PASSWORD)).isTrue();
    seeder().seed(5, PASSWORD, true, false);

    assertThat(rows("select password_hash from app_user where lower(username) = 'admin'"))
        .containsExactly("kept");
  }

  @Test
  void clearRefusesWhereRealDataDependsOnDemoData() throws SQLException {
    seeder().seed(10, PASSWORD, false, false);
    execute(
        "insert into student (reg_no, name, program_id) select 'R-1', 'A real person', min(id) from"
            + " program");
    long demo = number("select count(*) from result");

    assertThatThrownBy(() -> seeder().seed(10, PASSWORD, true, true))
        .isInstanceOf(SeedRefusedException.class)
        .hasMessageContaining("students in demo programs");
    assertThat(number("select count(*) from result")).isEqualTo(demo);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 20_001})
  void refusesNumbersOutOfRange(int students) {
    assertThatThrownBy(() -> seeder().seed(students, PASSWORD, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 20000");
  }

  private DemoSeeder seeder() {
    return new DemoSeeder(database.owner(), CLOCK, ZONE);
  }

  /** Each query finds the breaches of one rule. */
  private void assertRules() throws SQLException {
    assertNone(
        "over capacity",
        """
        select s.id from section s join enrollment e on e.section_id = s.id and e.status = 'enrolled'
         group by s.id having count(*) > s.capacity""");
    assertNone(
        "weights",
        "select section_id from assessment group by section_id having sum(weight) <> 100");
    assertNone(
        "attendance without a seat",
        """
        select a.id from attendance a join enrollment e using (section_id, student_id)
         where e.status <> 'enrolled'""");
    assertNone("a weekend", "select id from attendance where extract(isodow from date) > 5");
    assertNone(
        "a day outside the term",
        """
        select a.id from attendance a join section s on s.id = a.section_id
          join term t on t.id = s.term_id where a.date not between t.start_date and t.end_date""");
    assertNone(
        "a grade that does not follow from the marks",
        """
        select r.id, r.final_grade, g.grade from result r
          join lateral (select sum(coalesce(x.score / x.max_score, 0) * a.weight) as percentage
                          from assessment a left join assessment_score x
                            on x.assessment_id = a.id and x.student_id = r.student_id
                         where a.section_id = r.section_id) m on true
          join lateral (select grade from grade_scheme_row where scheme_id in (select id from grade_scheme where active) and min_percentage <= m.percentage
                         order by min_percentage desc limit 1) g on true
         where r.final_grade <> g.grade""");
    assertNone(
        "a result in the wrong state of its term",
        """
        select r.id from result r join section s on s.id = r.section_id
          join term t on t.id = s.term_id
         where (t.status = 'open') <> (r.state = 'draft')
            or (t.start_date = (select min(start_date) from term)) and r.state <> 'frozen'""");
    assertNone(
        "history out of order",
        """
        select h.id from result_history h join result_history n
            on n.result_id = h.result_id and n.id > h.id where n.at < h.at""");
    assertNone(
        "one approver", "select id from result_change where approved_by_id = requested_by_id");
    assertNone(
        "a future time",
        """
        select id from student_request where greatest(created_at, updated_at) > '2029-01-01'
        union select id from result where greatest(published_at, frozen_at) >
          (select max(start_date) from term)""");
    assertNone("no address", "select id from student where email = ''");
    assertThat(number("select count(*) from term where status = 'open'")).isEqualTo(1);
    assertThat(number("select count(*) from term where status = 'closed'")).isEqualTo(2);
  }

  private void assertNone(String rule, String breaches) throws SQLException {
    assertThat(number("select count(*) from (" + breaches + ") breach")).as(rule).isZero();
  }

  /** A digest of every table, with natural keys in place of what may differ. */
  private static List<String> content(TestDatabase database) throws SQLException {
    List<String> digests = new ArrayList<>();
    String reg = "(select reg_no from student where id = x.student_id)";
    String section =
        "(select c.code || t.name || s.teacher_name || s.capacity from section s join course c on"
            + " c.id = s.course_id join term t on t.id = s.term_id where s.id = x.section_id)";
    for (String rows :
        List.of(
            "select name, created_at, updated_at from program x",
            "select reg_no, name, name_ur, status, email, created_at from student x",
            "select name, status, start_date, end_date from term x",
            "select code, title, credits from course x",
            "select username, email, first_name, last_name, role, created_at, "
                + reg
                + " from app_user x",
            "select " + reg + ", " + section + ", status, enrolled_at from enrollment x",
            "select " + reg + ", " + section + ", date, status, reason from attendance x",
            "select " + section + ", type, weight from assessment x",
            "select " + reg + ", score, max_score from assessment_score x",
            "select "
                + reg
                + ", "
                + section
                + ", final_grade, state, published_at, published_by, frozen_at from result x",
            "select new_grade, reason, status, requested_by, approved_by, requested_at, resolved_at"
                + " from result_change x",
            "select "
                + reg
                + ", "
                + section
                + ", final_grade, state, at, changed_by, reason from result_history x",
            "select "
                + reg
                + ", type, status, notes, created_at, updated_at, processed_by from"
                + " student_request x")) {
      digests.addAll(
          rows(
              database,
              "select count(*) || ' ' || md5(coalesce(string_agg(q::text, '' order by q::text), ''))"
                  + " from ("
                  + rows
                  + ") q"));
    }
    return digests;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).getFirst());
  }

  private List<String> rows(String sql) throws SQLException {
    return rows(database, sql);
  }

  private static List<String> rows(TestDatabase database, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
