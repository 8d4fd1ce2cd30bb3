package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.engine.MaintenanceEngine;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordStore;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;
import java.util.function.Function;

/**
 * The parts of a {@link Coffer} for one database.
 *
 * @param own Coffer's own short transactions, for operations on the whole database
 * @param transactions the transactions of the stores
 */
record CofferParts(
    OwnTransactions own,
    Transactions transactions,
    Dialect dialect,
    SchemaAccess access,
    ContentEngine contents,
    RecordEngine records,
    RecordCacheMode recordCache,
    Function<String, ContentEngine> contentsOfDomain,
    MaintenanceEngine maintenance) {

  /** The contents of a domain, over Coffer's own transactions. */
  ContentStore contentsOf(String domain) {
    return contentsOfDomain.apply(domain).over(own);
  }

  /** Creates the record store over the transactions of the stores. */
  RecordStore recordStore() {
    return records.over(transactions);
  }

  /** Creates the content store over the transactions of the stores. */
  ContentStore contentStore() {
    return contents.over(transactions);
  }
}
