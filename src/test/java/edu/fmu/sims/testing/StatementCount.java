package edu.fmu.sims.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the statements that go to the database through it. */
public final class StatementCount {
  private final AtomicInteger executed = new AtomicInteger();

  /** The source, counted. */
  public DataSource over(DataSource source) {
    return proxy(DataSource.class, source);
  }

  /** How many statements have been executed since this was last asked. */
  public int take() {
    return executed.getAndSet(0);
  }

  private <T> T proxy(Class<T> type, Object target) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          count(method);
          try {
            Object answer = method.invoke(target, arguments);
            return method.getName().equals("unwrap") ? answer : wrapped(answer);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void count(Method method) {
    if (method.getName().startsWith("execute")) {
      executed.incrementAndGet();
    }
  }

  private Object wrapped(Object value) {
    if (value instanceof Connection) {
      return proxy(Connection.class, value);
    }
    if (value instanceof PreparedStatement) {
      return proxy(PreparedStatement.class, value);
    }
    return value instanceof Statement ? proxy(Statement.class, value) : value;
  }
}
