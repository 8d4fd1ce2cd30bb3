package dev.coffer.shard.cluster;

import dev.coffer.content.store.ContentEngine;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.OwnTransactions;

/**
 * A database that is, or may become, a shard, with the parts of its Coffer.
 *
 * @param name the name that the application gives it
 * @param own its transactions
 * @param records its records
 * @param contents its contents
 * @param identity separates it from every other database
 */
public record ShardDatabase(
    String name,
    OwnTransactions own,
    RecordEngine records,
    ContentEngine contents,
    String identity) {}
