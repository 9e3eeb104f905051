package edu.fmu.sims.transcripts;

import edu.fmu.sims.jobs.JobPart;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The students of a batch, as the parts of its job. */
final class BatchStudents {
  private final Transactions transactions;

  BatchStudents(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Those of the ids that there are. */
  List<JobPart.New> named(Collection<Long> ids) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select s.id, s.reg_no, s.name from student s where s.id = any(?)")) {
            select.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            return parts(select);
          }
        });
  }

  /** All of the program who have a seat in a section of the term, or had one to its end. */
  List<JobPart.New> enrolled(long program, long term) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select s.id, s.reg_no, s.name from student s
                  where s.program_id = ? and exists (
                    select from enrollment e join section c on c.id = e.section_id
                    where e.student_id = s.id and c.term_id = ? and e.status <> 'dropped')""")) {
            select.setLong(1, program);
            select.setLong(2, term);
            return parts(select);
          }
        });
  }

  /** Those whose transcripts are in the ZIP of a job. */
  List<Long> inFile(long job) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select subject from job_part where job_id = ? and note ->> ? is not null")) {
            select.setLong(1, job);
            select.setString(2, BatchArchive.SHA256);
            try (ResultSet rows = select.executeQuery()) {
              List<Long> ids = new ArrayList<>();
              while (rows.next()) {
                ids.add(rows.getLong(1));
              }
              return ids;
            }
          }
        });
  }

  private static List<JobPart.New> parts(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<JobPart.New> parts = new ArrayList<>();
      while (rows.next()) {
        parts.add(
            new JobPart.New(
                rows.getLong(1),
                Json.MAPPER
                    .createObjectNode()
                    .put(BatchArchive.REG_NO, rows.getString(2))
                    .put(BatchArchive.NAME, rows.getString(3))));
      }
      return parts;
    }
  }
}
