package edu.fmu.sims.persistence;

import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * Builds Hibernate's session factory. Sessions run on connections that {@link Transactions} gives.
 */
public final class SessionFactories {
  private SessionFactories() {}

  /** A factory for the mapped classes; it needs no database to be there yet. */
  public static SessionFactory build(List<Class<?>> entities) {
    Configuration configuration = new Configuration();
    entities.forEach(configuration::addAnnotatedClass);
    configuration.setProperty(AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL");
    configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
    configuration.setProperty(AvailableSettings.JAKARTA_VALIDATION_MODE, "none");
    configuration.setProperty(AvailableSettings.JDBC_TIME_ZONE, "UTC");
    return configuration.buildSessionFactory();
  }
}
