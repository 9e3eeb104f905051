package edu.fmu.sims.testing;

import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import java.util.List;
import javax.sql.DataSource;

/** Transactions on a test's own connections. */
public final class TestTransactions {
  private TestTransactions() {}

  /** Transactions on these connections, with these entities. */
  public static Transactions on(DataSource source, Class<?>... entities) {
    return new Transactions(SessionFactories.build(List.of(entities)), source);
  }
}
