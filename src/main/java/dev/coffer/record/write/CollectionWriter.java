package dev.coffer.record.write;

import dev.coffer.change.ChangeFeed;
import dev.coffer.dictionary.BulkTraining;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.cache.OutcomePredictor;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.ExpiryRows;
import dev.coffer.record.row.RecordExistsException;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.record.value.ValueType;
import dev.coffer.stats.Operation;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The writes to one collection. All checks that can refuse a write run before the transaction
 * begins. Writes are counted after the commit. As thread-safe as its transactions.
 */
public final class CollectionWriter {
  /**
   * The smallest number of records for which a prediction pays: with fewer, a wrong one costs too
   * much.
   */
  private static final int WORTH_GUESSING = 16;

  private final Transactions transactions;
  private final String collection;
  private final RecordWriter writer;
  private final ConditionalWriter conditional;
  private final ConditionalBatch batch;
  private final RecordMover mover;
  private final SingleStatementPut single;
  private final ValueBytes values;
  private final OutcomePredictor creation;
  private final InlineLimit limit;
  private final BulkTraining training;
  private final StatisticsRecorder statistics;
  private final RecordFeed feed;
  private final CollectionCounts counts;

  /** Whether a value in a batch of this collection was too large to be stored in its record. */
  private volatile boolean hasContents;

  CollectionWriter(
      Transactions transactions,
      String collection,
      RecordWriter writer,
      ConditionalWriter conditional,
      ConditionalBatch batch,
      RecordMover mover,
      SingleStatementPut single,
      ValueBytes values,
      OutcomePredictor creation,
      InlineLimit limit,
      BulkTraining training,
      StatisticsRecorder statistics,
      ChangeFeed feed) {
    this.transactions = transactions;
    this.collection = collection;
    this.writer = writer;
    this.conditional = conditional;
    this.batch = batch;
    this.mover = mover;
    this.single = single;
    this.values = values;
    this.creation = creation;
    this.limit = limit;
    this.training = training;
    this.statistics = statistics;
    this.feed = new RecordFeed(feed, collection);
    this.counts = new CollectionCounts(collection, statistics, limit, training);
  }

  public String collection() {
    return collection;
  }

  /** Encodes a value to bytes, after all checks that can refuse it. */
  public Draft draft(String key, @Nullable Object value, ValueType<?> type) {
    return new Draft(key, type.name(), values.encode(collection, key, value, type));
  }

  public Put put(Draft draft, Expiry expiry) {
    long start = System.nanoTime();
    Put put = alone(draft, expiry);
    if (put == null) {
      return Objects.requireNonNull(putAll(List.of(draft), expiry).get(draft.key()));
    }
    statistics.timed(Operation.RECORD_WRITE, start);
    counts.put(draft, put);
    creation.learn(collection, put.outcome() == PutOutcome.CREATED);
    return put;
  }

  private @Nullable Put alone(Draft draft, Expiry expiry) {
    if (!single.mayApply(draft) || transactions.joinsHost()) {
      return null;
    }
    boolean expectNew = creation.isLikely(collection);
    if (!feed.isSilent()) {
      // Listeners are told in the order of the commits, so a row must stay locked until its commit.
      return transactions
          .write(
              unit ->
                  feed.put(
                      unit,
                      draft.key(),
                      () ->
                          Optional.ofNullable(
                                  single.put(unit, collection, draft, expiry, expectNew, true))
                              .map(SingleStatementPut.Made::put)))
          .orElse(null);
    }
    boolean whole = expectNew && expiry.timeToLive().isPresent();
    Work<Optional<SingleStatementPut.Made>> work =
        unit -> Optional.ofNullable(single.put(unit, collection, draft, expiry, expectNew, whole));
    SingleStatementPut.Made made =
        (whole ? transactions.write(work) : transactions.writeApart(work)).orElse(null);
    if (made == null) {
      return null;
    }
    if (made.mayLackRow()) {
      // If the process ends before, a scrub adds the row.
      var unused =
          transactions
              .following()
              .write(unit -> ExpiryRows.add(unit, collection, List.of(draft.key())));
    }
    return made.put();
  }

  /** Inserts or replaces the records of these drafts; of several with one key, the last one. */
  public Map<String, Put> putAll(Collection<Draft> drafts, Expiry expiry) {
    if (drafts.isEmpty()) {
      return Map.of();
    }
    long start = System.nanoTime();
    Map<String, Put> puts = written(sorted(drafts), expiry);
    statistics.timed(Operation.RECORD_WRITE, start);
    return puts;
  }

  /** The drafts in the order of their keys: of several with one key, the last one. */
  private static List<Draft> sorted(Collection<Draft> drafts) {
    List<Draft> all = new ArrayList<>(drafts);
    all.sort((a, b) -> Utf8Order.compare(a.key(), b.key()));
    List<Draft> sorted = new ArrayList<>(all.size());
    for (Draft draft : all) {
      int last = sorted.size() - 1;
      if (last >= 0 && sorted.get(last).key().equals(draft.key())) {
        sorted.set(last, draft);
      } else {
        sorted.add(draft);
      }
    }
    return sorted;
  }

  private Map<String, Put> written(List<Draft> sorted, Expiry expiry) {
    if (!transactions.joinsHost()) {
      training.beforeBatch(
          collection, sorted.size(), Draft.bytes(sorted), () -> Draft.inlineValues(sorted, limit));
    }
    Map<String, Put> inserted = insertedIfLikely(sorted, expiry);
    if (inserted != null) {
      return inserted;
    }
    Map<String, Put> puts =
        counted(
            unit -> feed.puts(unit, sorted, () -> writer.putAll(unit, collection, sorted, expiry)),
            each -> counts.puts(sorted, each));
    creation.learn(
        collection, puts.values().stream().allMatch(put -> put.outcome() == PutOutcome.CREATED));
    return puts;
  }

  /**
   * Inserts many records at once if all of them are probably new; null if they are not, and nothing
   * was written.
   */
  private @Nullable Map<String, Put> insertedIfLikely(List<Draft> sorted, Expiry expiry) {
    if (sorted.size() >= WORTH_GUESSING
        && creation.isLikely(collection)
        && !transactions.joinsHost()) {
      try {
        return inserted(sorted, expiry);
      } catch (RecordExistsException e) {
        creation.learn(collection, false);
      }
    }
    return null;
  }

  private Map<String, Put> inserted(List<Draft> sorted, Expiry expiry) {
    boolean mayPipeline = !hasContents;
    try {
      return counted(
          unit ->
              feed.puts(
                  unit,
                  sorted,
                  () -> writer.insertAll(unit, collection, sorted, expiry, mayPipeline)),
          each -> counts.puts(sorted, each));
    } catch (UnexpectedContentException e) {
      hasContents = true;
      return inserted(sorted, expiry);
    }
  }

  public ConditionalPut putIfAbsent(Draft draft, Expiry expiry) {
    return conditional(draft, unit -> conditional.putIfAbsent(unit, collection, draft, expiry));
  }

  public ConditionalPut putIfVersion(Draft draft, Expiry expiry, long expectedVersion) {
    long start = System.nanoTime();
    Put put = replacedAlone(draft, expiry, expectedVersion);
    if (put != null) {
      statistics.timed(Operation.RECORD_WRITE, start);
      counts.put(draft, put);
      return new ConditionalPut.Done(put);
    }
    return conditional(
        draft, unit -> conditional.putIfVersion(unit, collection, draft, expiry, expectedVersion));
  }

  private @Nullable Put replacedAlone(Draft draft, Expiry expiry, long expectedVersion) {
    boolean mayApply =
        expectedVersion != ConditionalWriter.ABSENT
            && single.mayApply(draft)
            && expiry.timeToLive().isEmpty()
            && feed.isSilent();
    return mayApply && !transactions.joinsHost()
        ? transactions
            .writeApart(
                unit ->
                    Optional.ofNullable(
                        single.replace(unit, collection, draft, expiry, expectedVersion)))
            .orElse(null)
        : null;
  }

  private ConditionalPut conditional(Draft draft, Work<ConditionalPut> work) {
    long start = System.nanoTime();
    ConditionalPut result =
        counted(
            unit -> feed.conditional(unit, draft.key(), () -> work.run(unit)),
            each -> {
              if (each instanceof ConditionalPut.Done done) {
                counts.put(draft, done.put());
              }
            });
    statistics.timed(Operation.RECORD_WRITE, start);
    return result;
  }

  /** Writes, and counts the written records after the commit, also after a commit by the host. */
  private <R> R counted(Work<R> work, Consumer<R> count) {
    return transactions.write(
        unit -> {
          R result = work.run(unit);
          unit.afterCommit(() -> count.accept(result));
          return result;
        });
  }

  /** Deletes the records of these keys, and returns the number of deleted records. */
  public long delete(Collection<String> keys) {
    List<String> sorted = keys.stream().distinct().sorted(Utf8Order.COMPARATOR).toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    long start = System.nanoTime();
    long deleted = counted(unit -> delete(unit, sorted), statistics::recordsDeleted);
    statistics.timed(Operation.RECORD_DELETE, start);
    return deleted;
  }

  private long delete(UnitOfWork unit, List<String> sorted) throws SQLException {
    return feed.isSilent()
        ? writer.delete(unit, collection, sorted)
        : feed.deletes(unit, sorted, () -> writer.deletedVersions(unit, collection, sorted)).size();
  }

  /** Changes the expiry of the records of these keys, and returns the number of these records. */
  public long touch(Collection<String> keys, Expiry expiry) {
    List<String> sorted = keys.stream().distinct().sorted(Utf8Order.COMPARATOR).toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    long start = System.nanoTime();
    long touched = transactions.write(unit -> writer.touch(unit, collection, sorted, expiry));
    statistics.timed(Operation.RECORD_WRITE, start);
    return touched;
  }

  /**
   * Changes the expiry of those records that expire within a time, unless another transaction has
   * locked them, and returns the number of changed records. The keys must be sorted.
   */
  public long prolong(List<String> keys, Expiry expiry, Duration within) {
    return transactions.write(unit -> writer.prolong(unit, collection, keys, expiry, within));
  }

  public boolean deleteIfVersion(String key, long expectedVersion) {
    long start = System.nanoTime();
    boolean deleted =
        counted(
            unit ->
                feed.delete(
                    unit,
                    key,
                    expectedVersion,
                    () -> conditional.deleteIfVersion(unit, collection, key, expectedVersion)),
            each -> statistics.recordsDeleted(each ? 1 : 0));
    statistics.timed(Operation.RECORD_DELETE, start);
    return deleted;
  }

  /**
   * Writes several records, each if it is at its required version, in one transaction.
   *
   * @param expected the required version of each record; 0 if there must be no record
   */
  public Map<String, ConditionalPut> putAllIfVersion(
      Collection<Draft> drafts, Expiry expiry, Map<String, Long> expected) {
    if (drafts.isEmpty()) {
      return Map.of();
    }
    long start = System.nanoTime();
    List<Draft> sorted = sorted(drafts);
    boolean allNew = expected.values().stream().allMatch(version -> version == 0);
    Map<String, Put> inserted = allNew ? insertedIfLikely(sorted, expiry) : null;
    Map<String, ConditionalPut> results = new HashMap<>();
    if (inserted != null) {
      inserted.forEach((key, put) -> results.put(key, new ConditionalPut.Done(put)));
    } else {
      results.putAll(
          counted(
              unit ->
                  feed.conditionals(
                      unit,
                      sorted,
                      () ->
                          batch.putAll(
                              unit,
                              collection,
                              sorted,
                              expiry,
                              key -> expected.getOrDefault(key, 0L))),
              each -> counts.conditionals(sorted, each)));
    }
    statistics.timed(Operation.RECORD_WRITE, start);
    return results;
  }

  /** Gives a record another key, and returns whether there was a record. */
  public boolean rename(String key, String newKey) {
    long start = System.nanoTime();
    boolean renamed =
        transactions.write(
            unit ->
                feed.rename(
                    unit,
                    key,
                    newKey,
                    () -> Optional.ofNullable(mover.rename(unit, collection, key, newKey))));
    statistics.timed(Operation.RECORD_WRITE, start);
    return renamed;
  }
}
