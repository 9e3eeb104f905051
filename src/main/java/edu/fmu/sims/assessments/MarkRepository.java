package edu.fmu.sims.assessments;

import edu.fmu.sims.assessments.Marks.Assessed;
import edu.fmu.sims.assessments.Marks.Graded;
import edu.fmu.sims.assessments.Marks.Mark;
import edu.fmu.sims.persistence.Rows;
import edu.fmu.sims.persistence.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a section's marks in two statements, however many students and assessments it has. */
final class MarkRepository {
  private static final String TERM_START =
      "select coalesce(t.start_date, ?) as start"
          + " from section s join term t on t.id = s.term_id where s.id = ?";
  private static final String ASSESSMENTS =
      """
      select a.id, a.type, a.weight,
             coalesce((select mode() within group (order by sc.max_score)
                         from assessment_score sc where sc.assessment_id = a.id), 100) as max_score
        from assessment a where a.section_id = ? order by a.id""";
  private static final String STUDENTS =
      """
      select e.student_id, st.reg_no, st.name, st.program_id, st.intake,
             sc.assessment_id, sc.score, sc.max_score, sc.version
        from enrollment e
        join student st on st.id = e.student_id
        left join (assessment_score sc join assessment a on a.id = sc.assessment_id)
          on sc.student_id = e.student_id and a.section_id = e.section_id
       where e.section_id = ? and e.status <> 'dropped'
       order by st.reg_no, e.student_id""";

  private final Transactions transactions;

  MarkRepository(Transactions transactions) {
    this.transactions = transactions;
  }

  Marks of(long section) {
    return transactions.sql(
        connection -> new Marks(assessments(connection, section), students(connection, section)));
  }

  /** The first day of the section's term; the other day when the term has none. */
  LocalDate termStart(long section, LocalDate otherwise) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(TERM_START)) {
            select.setObject(1, otherwise);
            select.setLong(2, section);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Rows.date(rows, "start") : otherwise;
            }
          }
        });
  }

  private static List<Assessed> assessments(Connection connection, long section)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ASSESSMENTS)) {
      select.setLong(1, section);
      try (ResultSet rows = select.executeQuery()) {
        List<Assessed> assessments = new ArrayList<>();
        while (rows.next()) {
          assessments.add(
              new Assessed(
                  rows.getLong("id"),
                  rows.getString("type"),
                  rows.getBigDecimal("weight"),
                  rows.getBigDecimal("max_score")));
        }
        return assessments;
      }
    }
  }

  private static List<Graded> students(Connection connection, long section) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STUDENTS)) {
      select.setLong(1, section);
      try (ResultSet rows = select.executeQuery()) {
        Map<Long, Graded> students = new LinkedHashMap<>();
        while (rows.next()) {
          long id = rows.getLong("student_id");
          Graded student = students.get(id);
          if (student == null) {
            student =
                new Graded(
                    id,
                    rows.getString("reg_no"),
                    rows.getString("name"),
                    rows.getLong("program_id"),
                    Rows.dateOrNull(rows, "intake"),
                    new HashMap<>());
            students.put(id, student);
          }
          Long assessment = Rows.longOrNull(rows, "assessment_id");
          if (assessment != null) {
            student
                .scores()
                .put(
                    assessment,
                    new Mark(
                        rows.getBigDecimal("score"),
                        rows.getBigDecimal("max_score"),
                        rows.getInt("version")));
          }
        }
        return List.copyOf(students.values());
      }
    }
  }
}
