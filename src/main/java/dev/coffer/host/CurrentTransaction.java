package dev.coffer.host;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the host's transaction on the calling thread, begun for example by Spring or a
 * container. Thread-safe. Coffer calls it before every unit of work, so it must be cheap.
 */
@FunctionalInterface
public interface CurrentTransaction {

  /**
   * The entity manager whose transaction is active on the calling thread; null if there is none. A
   * transaction marked for rollback is active. A transaction that has ended is not active, even in
   * actions after its commit, because work joined to it would fail.
   */
  @Nullable EntityManager entityManager();

  /**
   * Whether the active transaction was declared read-only when it began. The setting {@link
   * dev.coffer.CofferBuilder#replicasInReadOnlyTransactions} needs it.
   */
  default boolean isReadOnly() {
    return false;
  }
}
