package dev.coffer.record;

import dev.coffer.stats.Operation;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The writes to one collection: everything that can be refused is refused before the transaction
 * begins, and what was done is counted after it. As thread-safe as its transactions.
 */
final class RecordWrites {
  private final RecordEngine engine;
  private final RecordWriter writer;
  private final StatisticsRecorder statistics;
  private final Transactions transactions;
  private final String collection;

  RecordWrites(RecordEngine engine, Transactions transactions, String collection) {
    this.engine = engine;
    this.writer = engine.writer();
    this.statistics = engine.statistics();
    this.transactions = transactions;
    this.collection = collection;
  }

  String collection() {
    return collection;
  }

  /** A value turned into bytes, all its refusals behind it. */
  Draft draft(String key, @Nullable Object value, ValueType<?> type) {
    return new Draft(key, type.name(), engine.values().encode(collection, key, value, type));
  }

  Put put(Draft draft, Expiry expiry) {
    return Objects.requireNonNull(putAll(Map.of(draft.key(), draft), expiry).get(draft.key()));
  }

  Map<String, Put> putAll(Map<String, Draft> drafts, Expiry expiry) {
    if (drafts.isEmpty()) {
      return Map.of();
    }
    long start = System.nanoTime();
    List<Draft> sorted = new ArrayList<>(drafts.values());
    sorted.sort((a, b) -> Utf8Order.compare(a.key(), b.key()));
    Map<String, Put> puts =
        transactions.write(unit -> writer.putAll(unit, collection, sorted, expiry));
    statistics.timed(Operation.RECORD_WRITE, start);
    sorted.forEach(draft -> count(draft, Objects.requireNonNull(puts.get(draft.key()))));
    return puts;
  }

  ConditionalPut putIfAbsent(Draft draft, Expiry expiry) {
    long start = System.nanoTime();
    return counted(
        start,
        draft,
        transactions.write(unit -> writer.putIfAbsent(unit, collection, draft, expiry)));
  }

  ConditionalPut putIfVersion(Draft draft, Expiry expiry, long expectedVersion) {
    long start = System.nanoTime();
    return counted(
        start,
        draft,
        transactions.write(
            unit -> writer.putIfVersion(unit, collection, draft, expiry, expectedVersion)));
  }

  private ConditionalPut counted(long start, Draft draft, ConditionalPut result) {
    statistics.timed(Operation.RECORD_WRITE, start);
    if (result instanceof ConditionalPut.Done done) {
      count(draft, done.put());
    }
    return result;
  }

  private void count(Draft draft, Put put) {
    statistics.logicalBytesWritten(draft.size());
    switch (put.outcome()) {
      case CREATED -> statistics.recordsCreated(1);
      case REPLACED -> statistics.recordsReplaced(1);
      case UNCHANGED -> statistics.recordsUnchanged(1);
    }
    if (put.outcome() != PutOutcome.UNCHANGED) {
      draft.count(statistics, engine.settings());
    }
  }

  /** Deletes the records under these keys; how many there were. */
  long delete(Collection<String> keys) {
    List<String> sorted = keys.stream().distinct().sorted(Utf8Order.COMPARATOR).toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    long start = System.nanoTime();
    long deleted = transactions.write(unit -> writer.delete(unit, collection, sorted));
    statistics.timed(Operation.RECORD_DELETE, start);
    statistics.recordsDeleted(deleted);
    return deleted;
  }

  boolean deleteIfVersion(String key, long expectedVersion) {
    long start = System.nanoTime();
    boolean deleted =
        transactions.write(unit -> writer.deleteIfVersion(unit, collection, key, expectedVersion));
    statistics.timed(Operation.RECORD_DELETE, start);
    statistics.recordsDeleted(deleted ? 1 : 0);
    return deleted;
  }
}
