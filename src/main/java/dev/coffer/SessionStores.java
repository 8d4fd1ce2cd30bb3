package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import dev.coffer.tx.Transactions;
import jakarta.persistence.EntityManager;

/** The stores and the entity manager of a transaction that Coffer runs. */
record SessionStores(RecordStore records, ContentStore contents, EntityManager entityManager)
    implements TransactionalStores {

  static SessionStores of(CofferParts parts, Transactions joined, EntityManager entityManager) {
    return new SessionStores(
        parts.records().over(joined), parts.contents().over(joined), entityManager);
  }
}
