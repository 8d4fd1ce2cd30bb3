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

/** The JTA settings of a session factory. */
final class Jta {

  private Jta() {}

  /**
   * The JTA platform of a session factory, for access to its transaction manager; null if its
   * transactions are resource-local.
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

  /** Runs a task while the transaction of the calling thread, if there is one, is suspended. */
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
          "The transaction manager failed to suspend the transaction of this thread.", e);
    }
  }

  private static void resume(TransactionManager manager, Transaction suspended) {
    try {
      manager.resume(suspended);
    } catch (InvalidTransactionException | SystemException e) {
      throw new DatabaseOperationException(
          "The transaction manager failed to resume the transaction of this thread; the separate"
              + " work is done.",
          e);
    }
  }
}
