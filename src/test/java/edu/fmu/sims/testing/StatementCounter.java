package edu.fmu.sims.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is sent to the database through a data source; a batch counts once. So a query per
 * row is caught whatever wrote it.
 */
public final class StatementCounter {
  private final DataSource source;
  private final List<String> executed = new CopyOnWriteArrayList<>();

  public StatementCounter(DataSource source) {
    this.source = source;
  }

  /** The same connections, counted. */
  public DataSource source() {
    return wrap(DataSource.class, source, "");
  }

  /** What the work sends to the database. */
  public List<String> during(Callable<?> work) throws Exception {
    executed.clear();
    work.call();
    return List.copyOf(executed);
  }

  private <T> T wrap(Class<T> type, Object target, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                executed.add(arguments == null ? sql : String.valueOf(arguments[0]));
              }
              return wrapped(call(target, method, arguments), arguments);
            }));
  }

  private @Nullable Object wrapped(@Nullable Object answer, Object @Nullable [] arguments) {
    String sql = arguments != null && arguments[0] instanceof String text ? text : "";
    if (answer instanceof Connection connection) {
      return wrap(Connection.class, connection, "");
    }
    if (answer instanceof PreparedStatement statement) {
      return wrap(PreparedStatement.class, statement, sql);
    }
    return answer instanceof Statement statement ? wrap(Statement.class, statement, "") : answer;
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
