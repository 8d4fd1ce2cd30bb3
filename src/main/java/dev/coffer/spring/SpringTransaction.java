package dev.coffer.spring;

import dev.coffer.tx.CurrentTransaction;
import dev.coffer.tx.JtaCurrentTransaction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction that Spring's {@code JpaTransactionManager} has begun for the calling thread on
 * one entity manager factory.
 *
 * <p>A transaction of another manager, say over another database, is not one of this factory's, nor
 * is one that has ended while Spring still calls those that wait for its commit: in both cases
 * there is none.
 */
final class SpringTransaction implements CurrentTransaction {

  private final EntityManagerFactory factory;

  private SpringTransaction(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /**
   * The transactions that Spring begins on a factory; those of JTA where it works with that.
   *
   * @param factory the bean itself, by which Spring binds entity managers to threads
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

  private static boolean inTransaction(EntityManager entityManager) {
    return entityManager.unwrap(SharedSessionContractImplementor.class).isTransactionInProgress();
  }
}
