package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in a transaction that Hibernate knows, resource-local or JTA. Hibernate notifies the
 * unit of the transaction's end. Stateless.
 */
final class JoinedWork {

  /** Creates the unit of work for a connection. */
  @FunctionalInterface
  interface Units {
    CompletableUnit on(Connection connection, Dialect dialect);
  }

  private final Units units;
  private final Dialect dialect;
  private final ErrorTranslation errors;

  JoinedWork(Units units, Dialect dialect, ErrorTranslation errors) {
    this.units = units;
    this.dialect = dialect;
    this.errors = errors;
  }

  <R extends @Nullable Object> R run(Session session, Work<R> work) {
    return session.doReturningWork(
        connection -> {
          CompletableUnit unit = units.on(connection, dialect);
          R result;
          try {
            result = work.run(unit);
          } catch (SQLException | RuntimeException e) {
            // Translated here, because Hibernate would log it as an error.
            RuntimeException failure = errors.translate(e);
            // The work may be partly done, so the unit must learn of the transaction's end.
            Afterwards.run(failure, () -> completeWith(session, unit, false));
            throw failure;
          } catch (Error failure) {
            Afterwards.run(failure, () -> completeWith(session, unit, false));
            throw failure;
          }
          completeWith(session, unit, true);
          return result;
        });
  }

  private static void completeWith(Session session, CompletableUnit unit, boolean done) {
    if (!unit.hasActions()) {
      return;
    }
    if (!transactionInProgress(session)) {
      unit.completed(done);
      return;
    }
    shared(session)
        .getTransactionCoordinator()
        .getLocalSynchronizations()
        .registerSynchronization(
            new Synchronization() {
              @Override
              public void beforeCompletion() {}

              @Override
              public void afterCompletion(int status) {
                unit.completed(status == Status.STATUS_COMMITTED);
              }
            });
  }

  static boolean transactionInProgress(Session session) {
    return shared(session).isTransactionInProgress();
  }

  static void markForRollback(Session session) {
    shared(session).accessTransaction().markRollbackOnly();
  }

  private static SharedSessionContractImplementor shared(Session session) {
    return session.unwrap(SharedSessionContractImplementor.class);
  }
}
