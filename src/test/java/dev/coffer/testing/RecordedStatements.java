package dev.coffer.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Records the SQL of all statements that a data source prepares, and the connections in use. */
public final class RecordedStatements {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  public DataSource around(DataSource dataSource) {
    return proxy(
        DataSource.class,
        dataSource,
        (name, arguments, result) -> {
          if (result instanceof Connection connection) {
            open.incrementAndGet();
            return around(connection);
          }
          return result;
        });
  }

  private Connection around(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (name, arguments, result) -> {
          if (name.equals("prepareStatement") && arguments != null) {
            texts.add(String.valueOf(arguments[0]).toLowerCase(Locale.ROOT));
          } else if (name.equals("close")) {
            open.decrementAndGet();
          }
          return result;
        });
  }

  public void clear() {
    texts.clear();
  }

  /** The number of statements that contain this text. */
  public long count(String part) {
    return texts.stream().filter(text -> text.contains(part)).count();
  }

  /** The texts in the order of their preparation, in lower case. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  public int openConnections() {
    return open.get();
  }

  private interface Listener {
    @Nullable Object called(String name, Object @Nullable [] arguments, @Nullable Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Listener listener) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                Object result = method.invoke(target, arguments);
                return listener.called(method.getName(), arguments, result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
