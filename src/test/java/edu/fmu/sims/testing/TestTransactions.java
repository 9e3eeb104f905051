package edu.fmu.sims.testing;

import edu.fmu.sims.persistence.Transactions;
import java.util.Arrays;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** Transactions on a test's own connections. */
public final class TestTransactions {
  private TestTransactions() {}

  /** Transactions on these connections, with these entities. */
  public static Transactions on(DataSource source, Class<?>... entities) {
    MetadataSources sources =
        new MetadataSources(
            new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", source)
                .build());
    Arrays.stream(entities).forEach(sources::addAnnotatedClass);
    SessionFactory sessions = sources.buildMetadata().buildSessionFactory();
    return new Transactions(sessions, source);
  }
}
