package dev.coffer.spring;

import dev.coffer.host.CurrentTransaction;
import dev.coffer.tx.JtaCurrentTransaction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction of Spring's {@code JpaTransactionManager} on the calling thread, for one entity
 * manager factory.
 *
 * <p>A transaction of another manager, for example over another database, does not count. Neither
 * does a transaction that has ended while Spring still runs its after-commit callbacks.
 */
final class SpringTransaction implements CurrentTransaction {

  private final EntityManagerFactory factory;

  private SpringTransaction(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /**
   * The transactions of a factory: its JTA transactions if it uses JTA, and Spring's transactions
   * otherwise.
   *
   * @param factory the factory bean itself, which is Spring's key for thread-bound entity managers
   */
  static CurrentTransaction of(EntityManagerFactory factory) {
    JtaCurrentTransaction jta = JtaCurrentTransaction.of(factory.unwrap(SessionFactory.class));
    return jta == null ? new SpringTransaction(factory) : jta;
  }

  @Override
  public @Nullable EntityManager entityManager() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.hasResource(factory)) {
      return null;
    }
    EntityManager bound = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
    return bound != null && inTransaction(bound) ? bound : null;
  }

  @Override
  public boolean isReadOnly() {
    return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
        && entityManager() != null;
  }

  private static boolean inTransaction(EntityManager entityManager) {
    return entityManager.unwrap(SharedSessionContractImplementor.class).isTransactionInProgress();
  }
}
