package dev.coffer.record;

import dev.coffer.tx.Transactions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records by their keys: from the database, or through a cache in front of it. An expired
 * record is never given. It gets the transactions, not a unit of work, so that an answer from
 * memory begins none. Thread-safe.
 */
interface RecordReader {

  /** The record under a key; null if there is none. */
  @Nullable RecordRow find(Transactions transactions, String collection, String key);

  /**
   * The records under these keys, none of which is listed twice; a key without a record is not in
   * the answer.
   */
  Map<String, RecordRow> findAll(Transactions transactions, String collection, List<String> keys);
}
