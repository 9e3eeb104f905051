package edu.fmu.sims.health;

import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;

/** Whether the database answers on a connection of the pool that requests use. */
public final class DatabaseCheck implements Check {
  private final DataSource source;

  public DatabaseCheck(DataSource source) {
    this.source = source;
  }

  @Override
  public void run() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }
}
