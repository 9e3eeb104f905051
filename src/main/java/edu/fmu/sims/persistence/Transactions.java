package edu.fmu.sims.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Business transactions. {@link #call} opens one, or joins the one that is open on this thread; the
 * outermost alone commits, and alone repeats the work when PostgreSQL asks for it (serialization
 * failures and deadlocks). So nothing in it may speak to mail, Redis or files that cannot be spoken
 * to twice.
 */
public final class Transactions {
  private static final int ATTEMPTS = 4;
  private static final ScopedValue<Session> CURRENT = ScopedValue.newInstance();

  private final SessionFactory sessions;
  private final DataSource source;

  /**
   * @param sessions knows the mapped classes; each session runs on a connection of {@code source}
   * @param source gives the connections
   */
  public Transactions(SessionFactory sessions, DataSource source) {
    this.sessions = sessions;
    this.source = source;
  }

  /** Work that changes or reads the database and may throw only unchecked exceptions. */
  @FunctionalInterface
  public interface Work<T> {
    T run();
  }

  /** Work on a JDBC connection. */
  @FunctionalInterface
  public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs the work in a transaction and gives its answer after the commit.
   *
   * @throws edu.fmu.sims.web.Problem when the database refuses (see {@link SqlProblems}) or the
   *     work does
   */
  public <T> T call(Work<T> work) {
    if (CURRENT.isBound()) {
      return work.run();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !SqlProblems.isPassing(e)) {
          throw SqlProblems.translate(e);
        }
      }
    }
  }

  /** {@link #call} for work without an answer. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * The session of the open transaction.
   *
   * @throws IllegalStateException outside a transaction
   */
  public Session session() {
    if (!CURRENT.isBound()) {
      throw new IllegalStateException("not in a transaction");
    }
    return CURRENT.get();
  }

  /**
   * Plain SQL: on the open transaction's connection, after what the session still holds back has
   * been written; outside of one on a connection of its own that commits each statement.
   */
  public <T> T sql(SqlWork<T> work) {
    if (CURRENT.isBound()) {
      Session session = CURRENT.get();
      session.flush();
      return session.doReturningWork(work::run);
    }
    try (Connection connection = source.getConnection()) {
      return work.run(connection);
    } catch (SQLException e) {
      throw SqlProblems.translate(e);
    }
  }

  /**
   * A part of the open transaction that may fail by itself: what it wrote is taken back, and the
   * transaction goes on.
   *
   * @throws edu.fmu.sims.web.Problem when the database or the work refuses
   */
  public <T> T part(Work<T> work) {
    Session outer = session();
    outer.flush();
    return outer.doReturningWork(connection -> part(connection, work));
  }

  /** In a session of its own, for Hibernate's does not go on after a refusal. */
  private <T> T part(Connection connection, Work<T> work) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Session session = sessions.withOptions().connection(connection).openSession()) {
      session.beginTransaction();
      Callable<T> body = work::run;
      T answer = ScopedValue.where(CURRENT, session).call(body::call);
      session.flush();
      connection.releaseSavepoint(before);
      return answer;
    } catch (Exception e) {
      if (SqlProblems.isPassing(e)) {
        throw e instanceof RuntimeException r ? r : new IllegalStateException(e);
      }
      connection.rollback(before);
      throw SqlProblems.translate(e);
    }
  }

  private <T> T once(Work<T> work) {
    try (Connection connection = source.getConnection();
        Session session = sessions.withOptions().connection(connection).openSession()) {
      session.beginTransaction();
      try {
        Callable<T> body = work::run;
        T answer = ScopedValue.where(CURRENT, session).call(body::call);
        session.getTransaction().commit();
        return answer;
      } catch (Exception e) {
        rollBack(session, e);
        throw e instanceof RuntimeException r ? r : new IllegalStateException(e);
      }
    } catch (SQLException e) {
      throw SqlProblems.translate(e);
    }
  }

  private static void rollBack(Session session, Exception cause) {
    try {
      if (session.getTransaction().isActive()) {
        session.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
