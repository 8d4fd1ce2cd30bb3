package dev.coffer.record.write;

import dev.coffer.change.ChangeFeed;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dictionary.BulkTraining;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.cache.OutcomePredictor;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.row.MoveStatements;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.stats.Operation;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.List;

/** The factory of the writers of collections, with the parts that they share. Thread-safe. */
public final class CollectionWriters {

  private final RecordWriter writer;
  private final ConditionalWriter conditional;
  private final ConditionalBatch batch;
  private final RecordMover mover;
  private final BulkTraining training;
  private final RecordCache cache;
  private final SingleStatementPut single;
  private final ExpiredRecords expired;
  private final RecordTransfer transfer;
  private final ValueBytes values;
  private final InlineLimit limit;
  private final StatisticsRecorder statistics;
  private final ChangeFeed feed;

  /** Predicts whether the next put to a collection will create its records. */
  private final OutcomePredictor creation = new OutcomePredictor();

  public CollectionWriters(
      RecordSettings settings,
      ContentEngine contents,
      Dictionaries dictionaries,
      BulkTraining training,
      RecordCache cache,
      ValueBytes values,
      StatisticsRecorder statistics,
      ChangeFeed feed) {
    this.training = training;
    this.cache = cache;
    InlineLimit limit = new InlineLimit(settings.inlineLimit());
    InlineFrameEncoders frames = new InlineFrameEncoders(contents.frames(), dictionaries);
    this.writer = new RecordWriter(limit, contents, dictionaries, frames, cache);
    this.conditional = new ConditionalWriter(writer, cache);
    this.batch = new ConditionalBatch(writer, conditional, cache);
    this.mover = new RecordMover(dictionaries, cache);
    this.single = new SingleStatementPut(limit, contents, dictionaries, frames, cache);
    this.expired = new ExpiredRecords(cache, feed);
    this.transfer = new RecordTransfer(writer, cache, contents, dictionaries, values);
    this.values = values;
    this.limit = limit;
    this.statistics = statistics;
    this.feed = feed;
  }

  /**
   * The writer of a collection in these transactions. The caller must have checked the collection's
   * name.
   */
  public CollectionWriter of(Transactions transactions, String collection) {
    return new CollectionWriter(
        transactions,
        collection,
        writer,
        conditional,
        batch,
        mover,
        single,
        values,
        creation,
        limit,
        training,
        statistics,
        feed);
  }

  /** The deletion of expired records. */
  public ExpiredRecords expired() {
    return expired;
  }

  /** The transfer of records to and from other databases. */
  public RecordTransfer transfer() {
    return transfer;
  }

  /** Deletes the row of a key if its record has expired. */
  public void deleteExpired(Transactions transactions, String collection, String key) {
    transactions.write(
        unit -> {
          cache.beforeDelete(unit, collection, List.of(key));
          MoveStatements.deleteExpired(unit, collection, key);
          return true;
        });
  }

  /**
   * Renames a collection in these transactions, and returns the number of its records. The caller
   * must have checked both names.
   */
  public long rename(Transactions transactions, String collection, String newName) {
    long start = System.nanoTime();
    long moved =
        transactions.write(
            unit -> {
              long records = mover.renameCollection(unit, collection, newName);
              if (records > 0) {
                feed.collectionRenamed(unit, collection, newName);
              }
              return records;
            });
    statistics.timed(Operation.RECORD_WRITE, start);
    return moved;
  }
}
