package edu.fmu.sims.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of jobs. A part ends in the transaction that counts it, so the job's counters equal a
 * recount at any moment; whoever changes both takes the job's row first.
 */
final class PartTable {
  private static final String COLUMNS =
      "select subject, state, reason, tries, note from job_part where job_id = ?";

  private final Transactions transactions;

  PartTable(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Stores the parts of a new job, in one statement. */
  static void store(Connection connection, long job, List<JobPart.New> parts) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            with parts as (
              insert into job_part (job_id, subject, note)
              select ?, subject, cast(note as jsonb) from unnest(?, ?) as part (subject, note))
            update job set total = ? where id = ?""")) {
      insert.setLong(1, job);
      insert.setArray(
          2, JobTable.bigints(connection, parts.stream().map(JobPart.New::subject).toList()));
      insert.setArray(
          3,
          connection.createArrayOf("text", parts.stream().map(p -> p.note().toString()).toArray()));
      insert.setInt(4, parts.size());
      insert.setLong(5, job);
      insert.executeUpdate();
    }
  }

  /** Parts that wait and were not tried in this run; those that were tried least come first. */
  List<JobPart> untried(Claim claim, int most) {
    return select(
        COLUMNS + " and state = 'waiting' and tried_in < ? order by tries, subject limit ?",
        claim.id(),
        claim.epoch(),
        most);
  }

  /** Every part, by subject. */
  List<JobPart> all(Claim claim) {
    return select(COLUMNS + " order by subject", claim.id());
  }

  int waiting(Claim claim) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select count(*) from job_part where job_id = ? and state = 'waiting'")) {
            select.setLong(1, claim.id());
            try (ResultSet rows = select.executeQuery()) {
              rows.next();
              return rows.getInt(1);
            }
          }
        });
  }

  /** Adds to what is known of a part. */
  void note(Claim claim, JobPart part, ObjectNode more) {
    write(claim, part, "note = note || cast(? as jsonb)", more.toString());
  }

  /** Ends a part; the job is counted on by {@link JobTable#count}, in the same transaction. */
  void end(Claim claim, JobPart part, String state, String reason) {
    write(claim, part, "state = '" + state + "', reason = ?", reason);
  }

  /** Leaves a part for a later run. */
  void postpone(Claim claim, JobPart part, String reason) {
    write(claim, part, "tries = tries + 1, tried_in = " + claim.epoch() + ", reason = ?", reason);
  }

  private void write(Claim claim, JobPart part, String assignments, String text) {
    int rows =
        transactions.sql(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "update job_part set "
                          + assignments
                          + " where job_id = ? and subject = ? and state = 'waiting'")) {
                update.setString(1, text);
                update.setLong(2, claim.id());
                update.setLong(3, part.subject());
                return update.executeUpdate();
              }
            });
    if (rows == 0) {
      throw new IllegalStateException("part " + part.subject() + " has ended before");
    }
  }

  private List<JobPart> select(String sql, Object... parameters) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
              List<JobPart> parts = new ArrayList<>();
              while (rows.next()) {
                parts.add(
                    new JobPart(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4),
                        note(rows.getString(5))));
              }
              return parts;
            }
          }
        });
  }

  private static ObjectNode note(String json) throws SQLException {
    try {
      return (ObjectNode) Json.MAPPER.readTree(json);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new SQLException("a part's note is not a JSON object", e);
    }
  }
}
