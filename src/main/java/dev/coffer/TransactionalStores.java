package dev.coffer;

import jakarta.persistence.EntityManager;

/**
 * The stores inside one transaction that Coffer began, with the entity manager of the same
 * transaction. Valid only inside the work that received it. Not thread-safe.
 */
public interface TransactionalStores extends Stores {

  /**
   * The entity manager of the transaction, for entities of the application. Coffer flushes, commits
   * and closes it.
   */
  EntityManager entityManager();
}
