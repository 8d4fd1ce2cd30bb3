package dev.coffer.tx;

import dev.coffer.api.TransactionOptions;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of several operations in one session. It knows all units of work, so that they
 * learn if the outcome of the commit is unknown. Not thread-safe.
 */
final class SessionSpan {

  private final Dialect dialect;
  private final SchemaAccess access;
  private final ErrorTranslation errors;
  private final TransactionOptions options;
  private final ReleaseActions release;
  private final List<WriteTarget> targets = new ArrayList<>();
  private final List<CompletableUnit> units = new ArrayList<>();

  SessionSpan(
      Dialect dialect,
      SchemaAccess access,
      ErrorTranslation errors,
      TransactionOptions options,
      ReleaseActions release) {
    this.dialect = dialect;
    this.access = access;
    this.errors = errors;
    this.options = options;
    this.release = release;
  }

  /** Runs the work in a session whose transaction has begun, and flushes the session. */
  <R extends @Nullable Object> R run(Session session, SessionWork<R> work) {
    if (options.readOnly()) {
      session.setDefaultReadOnly(true);
      session.setHibernateFlushMode(FlushMode.MANUAL);
    }
    R result = work.run(session, joined(session));
    if (!options.readOnly()) {
      session.flush();
    }
    return result;
  }

  private Transactions joined(Session session) {
    return new SpanTransactions(
        new HostTransactions(session, dialect, access, this::unit), options);
  }

  private CompletableUnit unit(Connection connection, Dialect ofUnit) {
    CompletableUnit unit = CompletableUnit.ofSpan(connection, ofUnit, targets, release);
    units.add(unit);
    return unit;
  }

  /** The announced write targets of all units. */
  List<WriteTarget> targets() {
    return targets;
  }

  /** The exception to throw for a failed commit; the units learn of an unknown outcome. */
  RuntimeException ofCommit(Throwable failure) {
    RuntimeException translated = errors.ofCommit(targets, failure);
    if (translated instanceof UnknownOutcomeException) {
      units.forEach(CompletableUnit::markOutcomeUnknown);
    }
    return translated;
  }

  /**
   * A connection whose failed commit is translated at once, because Hibernate ends the units before
   * it throws.
   */
  Connection watched(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            SessionSpan.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                Throwable failure = Objects.requireNonNull(e.getCause());
                throw method.getName().equals("commit") ? ofCommit(failure) : failure;
              }
            });
  }
}
