package dev.coffer.shard.cluster;

import dev.coffer.content.store.ContentEngine;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;

/**
 * A database that is, or may become, a shard, with the parts of its Coffer.
 *
 * @param name the name that the application gives it
 * @param own its transactions
 * @param reads the transactions of reads, which replicas may answer
 * @param records its records
 * @param contents its contents
 * @param identity separates it from every other database
 */
public record ShardDatabase(
    String name,
    OwnTransactions own,
    Transactions reads,
    RecordEngine records,
    ContentEngine contents,
    String identity) {}
