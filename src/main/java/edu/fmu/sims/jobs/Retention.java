package edu.fmu.sims.jobs;

import edu.fmu.sims.persistence.Transactions;
import java.sql.PreparedStatement;
import java.time.Duration;

/** Something that is kept for a time and then removed, in small steps. */
public interface Retention {
  /** How many rows or files go at once: short transactions, and a cancellation is met soon. */
  int STEP = 500;

  /** What it is, for the job's result and the log. */
  String what();

  /**
   * Removes some of what is older than it need be.
   *
   * @return how many went; 0 when nothing is left to remove
   */
  int step();

  /** Rows, removed by a statement with two parameters: the age in seconds, and how many at most. */
  static Retention rows(String what, Transactions transactions, Duration age, String sql) {
    return new Retention() {
      @Override
      public String what() {
        return what;
      }

      @Override
      public int step() {
        return transactions.sql(
            connection -> {
              try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setLong(1, age.toSeconds());
                delete.setInt(2, STEP);
                return delete.executeUpdate();
              }
            });
      }
    };
  }
}
