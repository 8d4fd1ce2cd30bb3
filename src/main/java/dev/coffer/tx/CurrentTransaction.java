package dev.coffer.tx;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Knows the transaction that the surroundings, such as Spring or a container, have begun for the
 * calling thread. Thread-safe; asked before every piece of work, so it must be cheap.
 */
@FunctionalInterface
public interface CurrentTransaction {

  /**
   * The entity manager whose transaction is active on the calling thread, also if that is marked
   * for rollback; null if there is none. A transaction that has ended is none, also in what runs
   * after its commit: work joined to it would fail.
   */
  @Nullable EntityManager entityManager();
}
