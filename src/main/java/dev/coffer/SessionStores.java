package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import jakarta.persistence.EntityManager;

/** The stores and the entity manager of a transaction that Coffer runs. */
record SessionStores(RecordStore records, ContentStore contents, EntityManager entityManager)
    implements TransactionalStores {}
