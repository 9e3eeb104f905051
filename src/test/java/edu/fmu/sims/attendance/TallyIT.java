package edu.fmu.sims.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyIT {
  /** How many tallies differ from a recount of the records. */
  static final String DIFFERENCES =
      """
      select count(*) from (
        select section_id, student_id, count(*) filter (where status = 'Present') as present,
               count(*) filter (where status = 'Late') as late,
               count(*) filter (where status = 'Absent') as absent,
               count(*) filter (where status = 'Excused') as excused
          from attendance group by section_id, student_id) counted
        full join attendance_tally t using (section_id, student_id)
       where (coalesce(counted.present, 0), coalesce(counted.late, 0),
              coalesce(counted.absent, 0), coalesce(counted.excused, 0))
             is distinct from (coalesce(t.present, 0), coalesce(t.late, 0),
                               coalesce(t.absent, 0), coalesce(t.excused, 0))""";

  private static final String[] STATUSES = {"Present", "Absent", "Late", "Excused"};
  private static final int SECTIONS = 3;
  private static final int STUDENTS = 6;

  @AutoClose private static final TestDatabase database = TestDatabase.create();

  @BeforeAll
  static void rows() throws SQLException {
    run(
        """
        insert into program (name) values ('MBBS');
        insert into term (name) values ('T');
        insert into course (code, title, program_id) values ('C', 'C', 1);
        insert into section (course_id, term_id) select 1, 1 from generate_series(1, %1$d);
        insert into student (reg_no, name, program_id)
          select 'R' || n, 'N', 1 from generate_series(1, %2$d) n;
        insert into enrollment (student_id, section_id)
          select n, m from generate_series(1, %2$d) n, generate_series(1, %1$d) m;
        """
            .formatted(SECTIONS, STUDENTS));
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theTalliesEqualARecountWhateverHappens(long seed) throws SQLException {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      run(operation(random));
      assertThat(number(DIFFERENCES)).as("seed %d, operation %d", seed, i).isZero();
    }
    assertThat(number("select count(*) from attendance")).isPositive();
  }

  private static String operation(Random random) {
    String status = "'" + STATUSES[random.nextInt(STATUSES.length)] + "'";
    String day = "date '2026-01-01' + " + random.nextInt(8);
    int section = 1 + random.nextInt(SECTIONS);
    int student = 1 + random.nextInt(STUDENTS);
    String some = "(id + " + random.nextInt(7) + ") % 5 = 0";
    return switch (random.nextInt(6)) {
      case 0 ->
          "insert into attendance (section_id, student_id, date, status) values (%d, %d, %s, %s)"
                  .formatted(section, student, day, status)
              + " on conflict do nothing";
      case 1, 2 ->
          """
          insert into attendance (section_id, student_id, date, status)
          select %d, n, %s, (array['Present', 'Absent', 'Late', 'Excused'])[1 + (n + %d) %% 4]
            from generate_series(1, %d) n
          on conflict (section_id, student_id, date) do update set status = excluded.status"""
              .formatted(section, day, random.nextInt(4), STUDENTS);
      case 3 -> "update attendance set status = " + status + " where " + some;
      case 4 ->
          """
          update attendance a set section_id = %d, student_id = %d
           where id = (select min(id) from attendance where status = %s)
             and not exists (select 1 from attendance b where b.section_id = %d
                                and b.student_id = %d and b.date = a.date)"""
              .formatted(section, student, status, section, student);
      default -> "delete from attendance where " + some;
    };
  }

  @Test
  void withoutARecordThatCountsThePercentageIsZero() {
    for (Tally tally : new Tally[] {new Tally(0, 0, 0, 0), new Tally(0, 0, 0, 9)}) {
      assertThat(tally.percentage()).isEqualTo(new BigDecimal("0.0"));
      assertThat(tally.reaches(BigDecimal.valueOf(75))).isFalse();
      assertThat(tally.reaches(BigDecimal.ZERO)).isTrue();
    }
  }

  @Property
  void percentagesStayBetweenZeroAndAHundred(
      @ForAll @IntRange(max = 500) int present,
      @ForAll @IntRange(max = 500) int late,
      @ForAll @IntRange(max = 500) int absent,
      @ForAll @IntRange(max = 500) int excused) {
    Tally tally = new Tally(present, late, absent, excused);
    assertThat(tally.percentage()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
    assertThat(tally.percentage().scale()).isBetween(1, 2);
    assertThat(tally.total()).isEqualTo(present + late + absent + excused);
    boolean expected =
        present + late + absent > 0 && (present + late) * 100L >= 75L * (present + late + absent);
    assertThat(tally.reaches(BigDecimal.valueOf(75))).isEqualTo(expected);
  }
}
