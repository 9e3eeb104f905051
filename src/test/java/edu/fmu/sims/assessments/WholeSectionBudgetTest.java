package edu.fmu.sims.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.academics.TermService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.testing.StatementCount;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.RecordReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many statements a gradebook of 200 students takes. */
class WholeSectionBudgetTest {
  private static final int STUDENTS = 200;
  private static final Caller ADMIN =
      new Caller(1, "admin", Role.ADMIN, null, null, Origin.internal("test"));

  @AutoClose private static final TestDatabase database = TestDatabase.create();

  @AutoClose
  private static final SessionFactory sessions = SessionFactories.build(List.of(Score.class));

  private static final StatementCount count = new StatementCount();
  private static final Transactions transactions =
      new Transactions(sessions, count.over(database.app()));
  private static final AuditLog audit = new AuditLog(transactions);
  private static final SectionService sections =
      new SectionService(transactions, audit, new TermService(transactions, audit));

  @BeforeAll
  static void rows() throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into app_user (username, role) values ('admin', 'Admin');
          insert into program (name) values ('MBBS');
          insert into term (name) values ('T');
          insert into course (code, title, program_id) values ('C', 'C', 1);
          insert into section (course_id, term_id, capacity) values (1, 1, 500);
          insert into student (reg_no, name, program_id)
            select 'R' || n, 'N', 1 from generate_series(1, %1$d) n;
          insert into enrollment (student_id, section_id)
            select n, 1 from generate_series(1, %1$d) n;
          insert into assessment (section_id, type) select 1, 'a' from generate_series(1, 5);
          insert into assessment_score (assessment_id, student_id, score)
            select a, n, 50 from generate_series(1, 4) a, generate_series(1, %1$d) n;
          """
              .formatted(STUDENTS));
    }
  }

  private static int statements(Runnable work) {
    count.take();
    work.run();
    return count.take();
  }

  @Test
  void aGradebookIsReadWithThree() {
    GradebookService gradebooks = new GradebookService(transactions, sections);
    assertThat(statements(() -> gradebooks.of(ADMIN, 1))).isLessThanOrEqualTo(3);
    assertThat(gradebooks.of(ADMIN, 1).students()).hasSize(STUDENTS);
  }

  @Test
  void finalGradesTakeFive() {
    FinalGradeService grades =
        new FinalGradeService(
            transactions,
            sections,
            new GradeSchemeService(transactions, audit),
            Clock.systemUTC(),
            ZoneOffset.UTC);
    assertThat(statements(() -> grades.of(ADMIN, 1))).isLessThanOrEqualTo(5);
  }

  @Test
  void aColumnOfNewAChangedAndAClearedOneTakeFive() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode scores = body.putArray("scores");
    for (int student = 1; student <= STUDENTS; student++) {
      scores.addObject().put("assessment", 5).put("student", student).put("score", 7);
      scores
          .addObject()
          .put("assessment", 1)
          .put("student", student)
          .put("score", 51)
          .put("version", 0);
      scores
          .addObject()
          .put("assessment", 2)
          .put("student", student)
          .put("version", 0)
          .putNull("score");
    }
    ScoreBulkService cells = new ScoreBulkService(transactions, audit);
    Input<ScoreBulkBody> input = new Input<>(body, ScoreBulkBody.class, new RecordReader());
    assertThat(statements(() -> cells.write(ADMIN, input))).isLessThanOrEqualTo(5);
  }
}
