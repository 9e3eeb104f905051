package edu.fmu.sims.attendance;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many statements the register of a section of 200 takes, audit included. */
class RegisterBudgetIT {
  private static final int STUDENTS = 200;
  private static final Caller ADMIN =
      new Caller(1, "admin", Role.ADMIN, null, null, Origin.internal("test"));

  @AutoClose private static final TestDatabase database = TestDatabase.create();

  @AutoClose
  private static final SessionFactory sessions = SessionFactories.build(List.of(Attendance.class));

  private static final StatementCount count = new StatementCount();
  private static final Transactions transactions =
      new Transactions(sessions, count.over(database.app()));
  private static final AuditLog audit = new AuditLog(transactions);

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
          """
              .formatted(STUDENTS));
    }
  }

  private static Input<AttendanceBulkBody> day(String status) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("section", 1).put("date", "2026-03-01");
    ArrayNode records = body.putArray("records");
    for (int student = 1; student <= STUDENTS; student++) {
      records.addObject().put("student", student).put("status", status);
    }
    return new Input<>(body, AttendanceBulkBody.class, new RecordReader());
  }

  @Test
  void aSectionIsWrittenAndWrittenAgainWithFive() {
    AttendanceBulkService register =
        new AttendanceBulkService(
            transactions,
            audit,
            new SectionService(transactions, audit, new TermService(transactions, audit)),
            Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC),
            ZoneOffset.UTC);
    for (String status : List.of("Present", "Absent")) {
      Input<AttendanceBulkBody> input = day(status);
      count.take();
      AttendanceBulkService.Outcome outcome = register.write(ADMIN, input);
      assertThat(count.take()).isLessThanOrEqualTo(5);
      assertThat(outcome.created() + outcome.updated()).isEqualTo(STUDENTS);
    }
  }
}
