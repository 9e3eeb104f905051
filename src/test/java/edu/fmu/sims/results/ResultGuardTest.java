package edu.fmu.sims.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person with SQL access as the run-time role can not do. */
class ResultGuardTest {
  @AutoClose private static final TestDatabase database = TestDatabase.create();

  /** Result 1 is a draft, 2 published, 3 frozen; change 1 of result 2 is pending, 2 rejected. */
  @BeforeAll
  static void results() throws SQLException {
    app(
        "insert into program (name) values ('MBBS')",
        "insert into term (name) values ('T')",
        "insert into course (code, title, program_id) values ('C', 'C', 1)",
        "insert into section (course_id, term_id) values (1, 1)",
        "insert into app_user (username) values ('asker'), ('decider')",
        "insert into student (reg_no, name, program_id)"
            + " select 'R' || n, 'N', 1 from generate_series(1, 4) n",
        "insert into result (student_id, section_id, final_grade, changed_by)"
            + " select n, 1, 'B', 'asker' from generate_series(1, 3) n",
        "update result set state = 'published', published_at = now(), published_by = 'decider'"
            + " where id in (2, 3)",
        "update result set state = 'frozen', frozen_at = now(), frozen_by = 'decider'"
            + " where id = 3",
        "insert into result_change (result_id, new_grade, requested_by, requested_by_id)"
            + " values (2, 'A', 'asker', 1), (2, 'C', 'asker', 1)",
        "update result_change set status = 'rejected', resolved_at = now(), approved_by_id = 2"
            + " where id = 2");
  }

  private static void app(String... statements) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private static String single(String sql) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String everything() throws SQLException {
    return single(
        "select jsonb_agg(r order by r.id)::text || (select jsonb_agg(c order by c.id)::text"
            + " from result_change c) || (select jsonb_agg(h order by h.id)::text"
            + " from result_history h) from result r where id in (2, 3)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update result set final_grade = 'A' where id = 2",
        "update result set final_grade = 'A' where id = 3",
        "update result set state = 'draft', published_at = null where id = 2",
        "update result set state = 'published', frozen_at = null where id = 3",
        "update result set changed_by = 'nobody' where id = 3",
        "update result set student_id = 4 where id = 2",
        "update result set student_id = 4 where id = 3",
        "update result set published_by = 'nobody' where id = 2",
        "update result set published_at = now() - interval '1 year' where id = 2",
        "update result set state = 'frozen', frozen_at = now(), published_at = now() where id = 1",
        "update result set state = 'frozen', frozen_at = now(), final_grade = 'A' where id = 2",
        "update result set state = 'published', published_at = now(), final_grade = ''"
            + " where id = 1",
        "insert into result (student_id, section_id, final_grade, state, published_at)"
            + " values (4, 1, 'A', 'published', now())",
        "insert into result (student_id, section_id, final_grade, state, published_at, frozen_at)"
            + " values (4, 1, 'A', 'frozen', now(), now())",
        "insert into result (student_id, section_id, final_grade) values (3, 1, 'A')"
            + " on conflict (student_id, section_id) do update set final_grade = 'A'",
        "delete from result where id = 2",
        "delete from result where id = 3",
        "delete from result where id in (1, 2)",
        "truncate result cascade",
        "alter table result disable trigger result_guard",
        "drop trigger result_guard on result",
        "set session_replication_role = replica",
        "insert into result_history (result_id, student_id, section_id, final_grade, state,"
            + " changed_by) values (2, 2, 1, 'A', 'published', 'nobody')",
        "update result_history set final_grade = 'A'",
        "delete from result_history",
        "truncate result_history",
        "delete from result_change",
        "update result_change set new_grade = 'A+' where id = 1",
        "update result_change set status = 'approved', resolved_at = now() where id = 1",
        "update result_change set status = 'approved', resolved_at = now(), approved_by_id = 1"
            + " where id = 1",
        "update result_change set status = 'approved' where id = 2",
        "update result_change set status = 'pending', resolved_at = null where id = 2",
        "update result_change set reason = 'another' where id = 2",
        "insert into result_change (result_id, new_grade, requested_by, requested_by_id, status,"
            + " approved_by_id, resolved_at) values (2, 'A', 'asker', 1, 'approved', 2, now())",
        "insert into result_change (result_id, new_grade, requested_by, requested_by_id, status,"
            + " approved_by_id, resolved_at, resolved_xact)"
            + " values (2, 'A', 'asker', 1, 'approved', 2, now(), pg_current_xact_id())"
      })
  void refuses(String sql) throws SQLException {
    String before = everything();

    assertThatThrownBy(() -> app(sql)).isInstanceOf(SQLException.class);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anApprovalOfYesterdayOpensNothingToday() throws SQLException {
    app(
        "insert into student (reg_no, name, program_id) values ('Y', 'N', 1)",
        "insert into result (student_id, section_id, final_grade)"
            + " select id, 1, 'B' from student where reg_no = 'Y'",
        "update result set state = 'published', published_at = now() where id ="
            + " (select max(id) from result)",
        "insert into result_change (result_id, new_grade, requested_by, requested_by_id)"
            + " select max(id), 'A', 'asker', 1 from result");
    app(
        "update result_change set status = 'approved', resolved_at = now(), approved_by_id = 2"
            + " where id = (select max(id) from result_change)");

    assertThatThrownBy(
            () ->
                app("update result set final_grade = 'A' where id = (select max(id) from result)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("is published");
  }

  @Test
  void theHistoryKeepsEveryGradeWithItsAuthor() throws SQLException {
    assertThat(
            single(
                "select string_agg(state || ' ' || changed_by, ', ' order by id)"
                    + " from result_history where result_id = 3"))
        .isEqualTo("draft asker, published asker, frozen asker");
  }
}
