package dev.coffer.tx;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.UnsupportedHostException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/** What a session factory knows of JTA. */
final class Jta {

  private Jta() {}

  /**
   * How to reach the transaction manager of a session factory; null where its transactions are
   * resource-local.
   */
  static @Nullable JtaPlatform platformOf(SessionFactory sessions) {
    ServiceRegistryImplementor services =
        sessions.unwrap(SessionFactoryImplementor.class).getServiceRegistry();
    if (!services.requireService(TransactionCoordinatorBuilder.class).isJta()) {
      return null;
    }
    JtaPlatform platform = services.requireService(JtaPlatform.class);
    if (platform.retrieveTransactionManager() == null) {
      throw new UnsupportedHostException(
          "The persistence unit uses JTA, but Hibernate does not know its transaction manager: set"
              + " hibernate.transaction.jta.platform.");
    }
    return platform;
  }

  /** Runs a task while the transaction of the calling thread, if there is one, waits. */
  static <R extends @Nullable Object> R apart(TransactionManager manager, Supplier<R> task) {
    Transaction suspended = suspend(manager);
    if (suspended == null) {
      return task.get();
    }
    R result;
    try {
      result = task.get();
    } catch (RuntimeException | Error failure) {
      Afterwards.run(failure, () -> resume(manager, suspended));
      throw failure;
    }
    resume(manager, suspended);
    return result;
  }

  private static @Nullable Transaction suspend(TransactionManager manager) {
    try {
      return manager.suspend();
    } catch (SystemException e) {
      throw new DatabaseOperationException(
          "The transaction manager did not suspend the transaction of this thread.", e);
    }
  }

  private static void resume(TransactionManager manager, Transaction suspended) {
    try {
      manager.resume(suspended);
    } catch (InvalidTransactionException | SystemException e) {
      throw new DatabaseOperationException(
          "The transaction manager did not resume the transaction of this thread; what was done"
              + " apart from it is done.",
          e);
    }
  }
}
