package dev.coffer.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes chosen calls on connections and their statements fail, each once. A call is named as {@code
 * Connection.commit}, or with its arguments as {@code Connection.setAutoCommit(true)}.
 */
public final class FailingConnections {

  private record Fault(SQLException error, boolean done) {}

  private final Map<String, Fault> faults = new ConcurrentHashMap<>();

  /** What a driver reports when the connection breaks. */
  public static SQLException lost() {
    return new SQLNonTransientConnectionException("Connection reset", "08S01", 0);
  }

  /** The next such call fails without an effect. */
  public FailingConnections failing(String call, SQLException error) {
    faults.put(call, new Fault(error, false));
    return this;
  }

  /** The next such call is executed, and its answer is lost. */
  public FailingConnections losingAnswerOf(String call) {
    faults.put(call, new Fault(lost(), true));
    return this;
  }

  public DataSource around(DataSource dataSource) {
    return proxy(DataSource.class, dataSource);
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(target, method, arguments)));
  }

  private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    Fault fault = faults.remove(name);
    if (fault == null && arguments != null) {
      fault = faults.remove(name + "(" + arguments[0] + ")");
    }
    if (fault != null && !fault.done()) {
      throw fault.error();
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (fault != null) {
      throw fault.error();
    }
    return result instanceof Connection || result instanceof Statement
        ? proxy(method.getReturnType(), result)
        : result;
  }
}
