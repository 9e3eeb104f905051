package edu.fmu.sims.cli;

import edu.fmu.sims.persistence.DatabaseMigration;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether there is a database to work with. */
final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Guards what needs the tables of this release.
   *
   * @throws CommandFailure when the database cannot be reached or migrations are due
   */
  static void requireCurrent(DatabaseMigration database) {
    try (Connection connection = database.owner().getConnection()) {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      throw new CommandFailure("The database cannot be reached: " + e.getMessage());
    }
    if (!database.isCurrent()) {
      throw new CommandFailure("The database lacks migrations: run sims migrate first.");
    }
  }
}
