package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordStore;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.schema.Database;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;
import java.util.Set;
import java.util.function.Function;

/**
 * What a {@link Coffer} is put together from, for one database.
 *
 * @param own short transactions of its own, for what looks at the database as a whole
 * @param transactions those of its stores
 */
record CofferParts(
    OwnTransactions own,
    Transactions transactions,
    Database database,
    SchemaAccess access,
    ContentEngine contents,
    RecordEngine records,
    RecordCacheMode recordCache,
    Set<String> autoDictionaries,
    Function<String, ContentEngine> contentsOfDomain) {

  /** The record store over its transactions. */
  RecordStore recordStore() {
    return records.over(transactions);
  }

  /** The content store over its transactions. */
  ContentStore contentStore() {
    return contents.over(transactions);
  }
}
