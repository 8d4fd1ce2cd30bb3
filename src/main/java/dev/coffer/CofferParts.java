package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.engine.MaintenanceEngine;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordStore;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.replica.ReplicaViews;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.tx.Commits;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * The parts of a {@link Coffer} for one database.
 *
 * @param own Coffer's own short transactions, for operations on the whole database
 * @param views the transactions of the stores
 * @param commits counts the transactions that write
 */
record CofferParts(
    OwnTransactions own,
    ReplicaViews views,
    Commits commits,
    Dialect dialect,
    SchemaAccess access,
    ContentEngine contents,
    RecordEngine records,
    RecordCacheMode recordCache,
    Function<String, ContentEngine> contentsOfDomain,
    MaintenanceEngine maintenance,
    ResourceSurvey resources) {

  /** The contents of a domain, over Coffer's own transactions. */
  ContentStore contentsOf(String domain) {
    return contentsOfDomain.apply(domain).over(own);
  }

  /** Creates the record store over the transactions of the stores. */
  RecordStore recordStore() {
    return records.over(views.byDefault());
  }

  /** Creates the content store over the transactions of the stores. */
  ContentStore contentStore() {
    return contents.over(views.byDefault());
  }

  /** Creates the stores over these transactions. */
  Stores storesOver(Transactions transactions) {
    return new StoresOver(records.over(transactions), contents.over(transactions));
  }

  /** Creates the stores inside the transactions of an entity manager. */
  Stores joined(EntityManager entityManager) {
    return storesOver(commits.counted(new HostTransactions(entityManager, dialect, access)));
  }
}
