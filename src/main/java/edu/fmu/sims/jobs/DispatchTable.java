package edu.fmu.sims.jobs;

import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which jobs the bell has been rung for. */
final class DispatchTable {
  private final Transactions transactions;

  DispatchTable(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A job to ring for. */
  record Due(long id, Priority priority) {}

  /**
   * Marks due jobs as dispatched and gives them. Marked first, rung for afterwards: a death in
   * between leaves them to the polling workers.
   */
  List<Due> takeDue(int most) {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  with due as materialized (
                    select id from job
                    where state in ('queued', 'scheduled') and dispatched_at is null
                      and run_at <= now()
                    order by run_at, id limit ? for update skip locked)
                  update job set dispatched_at = now(), state = 'queued'
                  from due where job.id = due.id
                  returning job.id, priority""")) {
            update.setInt(1, most);
            try (ResultSet rows = update.executeQuery()) {
              List<Due> due = new ArrayList<>();
              while (rows.next()) {
                due.add(new Due(rows.getLong(1), Priority.of(rows.getInt(2))));
              }
              return due;
            }
          }
        });
  }

  /** The bell could not be rung for these. */
  void takeBack(Collection<Due> due) {
    transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  update job set dispatched_at = null
                  where id = any(?) and state in ('queued', 'scheduled')""")) {
            update.setArray(1, JobTable.bigints(connection, due.stream().map(Due::id).toList()));
            return update.executeUpdate();
          }
        });
  }

  /** Redis lost what it held: every waiting job is to be rung for again. */
  int takeBackAll() {
    return transactions.sql(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  update job set dispatched_at = null
                  where state in ('queued', 'scheduled') and dispatched_at is not null""")) {
            return update.executeUpdate();
          }
        });
  }
}
