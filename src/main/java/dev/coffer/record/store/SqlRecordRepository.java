package dev.coffer.record.store;

import dev.coffer.api.RecordConflictException;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Page;
import dev.coffer.record.Put;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.StoredValue;
import dev.coffer.record.cache.Reading;
import dev.coffer.record.cache.RecordReads;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.row.RecordQueries;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.value.ValueType;
import dev.coffer.record.write.CollectionWriter;
import dev.coffer.record.write.Draft;
import dev.coffer.tx.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The typed records of one collection. */
final class SqlRecordRepository<T, K> implements PagedRecords<T, K> {
  private final CollectionWriter writes;
  private final RecordReads reads;
  private final RecordPages pages;
  private final Transactions transactions;
  private final String collection;
  private final ValueType<T> type;
  private final KeyType<K> keys;
  private final KeyTexts<K> texts;
  private final @Nullable SlidingExpiry sliding;
  private final Expiry ofPuts;
  private final RecordRanges<T, K> ranges;
  private final RangeDeletion deletion;
  private final RecordUpdates<T> updates;

  SqlRecordRepository(
      CollectionWriter writes,
      RecordReads reads,
      RecordPages pages,
      Transactions transactions,
      ValueType<T> type,
      KeyType<K> keys,
      @Nullable SlidingExpiry sliding) {
    this.writes = writes;
    this.reads = reads;
    this.pages = pages;
    this.transactions = transactions;
    this.collection = writes.collection();
    this.type = type;
    this.keys = keys;
    this.texts = new KeyTexts<>(collection, keys);
    this.sliding = sliding;
    this.ofPuts = sliding == null ? Expiry.never() : sliding.ofNew();
    this.ranges = new RecordRanges<>(pages, reads, transactions, collection, keys, this::stored);
    this.deletion = new RangeDeletion(pages, transactions.primary(), writes);
    this.updates = new RecordUpdates<>(transactions.primary(), writes, reads, type, sliding);
  }

  @Override
  public PagedRecords<T, K> sliding(Duration timeToLive) {
    requireArgument(timeToLive, "timeToLive");
    return new SqlRecordRepository<>(
        writes,
        reads,
        pages,
        transactions,
        type,
        keys,
        new SlidingExpiry(timeToLive, writes, reads, transactions));
  }

  @Override
  public String collection() {
    return collection;
  }

  @Override
  public Put put(K key, T value) {
    return writes.put(draft(key, value), ofPuts);
  }

  @Override
  public Put put(K key, T value, Expiry expiry) {
    return writes.put(draft(key, value), requireExpiry(expiry));
  }

  @Override
  public Map<K, Put> putAll(Map<K, ? extends T> values) {
    return putAll(values, ofPuts);
  }

  @Override
  public Map<K, Put> putAll(Map<K, ? extends T> values, Expiry expiry) {
    requireArgument(expiry, "expiry");
    Drafts<K> drafts = drafts(values);
    return drafts.inOrder(writes.putAll(drafts.all(), expiry));
  }

  private Drafts<K> drafts(Map<K, ? extends T> values) {
    requireArgument(values, "values");
    Map<K, Draft> drafts = texts.newMap();
    values.forEach((key, value) -> drafts.put(key, draft(key, value)));
    return new Drafts<>(texts, drafts);
  }

  @Override
  public ConditionalPut putIfAbsent(K key, T value) {
    return writes.putIfAbsent(draft(key, value), ofPuts);
  }

  @Override
  public ConditionalPut putIfAbsent(K key, T value, Expiry expiry) {
    return writes.putIfAbsent(draft(key, value), requireExpiry(expiry));
  }

  @Override
  public ConditionalPut putIfVersion(K key, T value, long expectedVersion) {
    return writes.putIfVersion(draft(key, value), ofPuts, expectedVersion);
  }

  @Override
  public ConditionalPut putIfVersion(K key, T value, long expectedVersion, Expiry expiry) {
    return writes.putIfVersion(draft(key, value), requireExpiry(expiry), expectedVersion);
  }

  @Override
  public Put replace(K key, T value, long expectedVersion) {
    ConditionalPut result = putIfVersion(key, value, expectedVersion);
    if (result instanceof ConditionalPut.Done done) {
      return done.put();
    }
    String text = texts.of(key);
    long actual = ((ConditionalPut.Refused) result).actualVersion();
    throw new RecordConflictException(
        collection,
        text,
        expectedVersion,
        actual,
        "The record '%s' of collection '%s' is %s, not at version %d; read it again and retry."
            .formatted(
                text,
                collection,
                actual == 0 ? "absent" : "at version " + actual,
                expectedVersion));
  }

  private Draft draft(K key, T value) {
    return writes.draft(texts.of(key), value, type);
  }

  @Override
  public ConcurrentMap<K, T> asMap() {
    return PagedRecords.mapOf(
        this, keys, ofPuts, (key, expiry, function) -> change(key, expiry, function));
  }

  @Override
  public RecordChange<T> change(
      K key, Expiry expiry, Function<? super Optional<T>, Optional<T>> function) {
    return updates.apply(texts.of(key), expiry, function);
  }

  @Override
  public Optional<T> compute(K key, Function<? super Optional<T>, Optional<T>> function) {
    requireArgument(function, "function");
    String text = texts.of(key);
    return Optional.ofNullable(updates.apply(text, Expiry.keep(), function).after());
  }

  @Override
  public Optional<T> getAndPut(K key, T value, Expiry expiry) {
    requireArgument(value, "value");
    String text = texts.of(key);
    Optional<T> after = Optional.of(value);
    return Optional.ofNullable(
        updates.apply(text, requireExpiry(expiry), current -> after).before());
  }

  @Override
  public Optional<T> getAndDelete(K key) {
    String text = texts.of(key);
    return Optional.ofNullable(
        updates.apply(text, Expiry.keep(), current -> Optional.empty()).before());
  }

  @Override
  public Optional<T> get(K key) {
    Reading<T> found = read(key);
    return found == null ? Optional.empty() : Optional.of(found.value());
  }

  @Override
  public Optional<StoredValue<T, K>> find(K key) {
    Reading<T> found = read(key);
    return found == null ? Optional.empty() : Optional.of(stored(found.row(), found.value()));
  }

  private @Nullable Reading<T> read(K key) {
    Reading<T> found = reads.read(transactions, collection, keys.text(collection, key), type);
    if (sliding != null && found != null) {
      sliding.read(List.of(found));
    }
    return found;
  }

  @Override
  public Map<K, T> getAll(Iterable<? extends K> wanted) {
    return readAll(wanted, Reading::value);
  }

  @Override
  public Map<K, StoredValue<T, K>> findAll(Iterable<? extends K> wanted) {
    return readAll(wanted, found -> stored(found.row(), found.value()));
  }

  private <R> Map<K, R> readAll(Iterable<? extends K> wanted, Function<Reading<T>, R> result) {
    Map<K, String> byKey = texts.byKey(wanted);
    if (byKey.isEmpty()) {
      return Map.of();
    }
    Map<String, Reading<T>> read =
        reads.readAll(transactions, collection, KeyTexts.sorted(byKey), type);
    if (sliding != null) {
      sliding.read(read.values());
    }
    Map<K, R> found = texts.newMap();
    byKey.forEach(
        (key, text) -> {
          Reading<T> reading = read.get(text);
          if (reading != null) {
            found.put(key, result.apply(reading));
          }
        });
    return found;
  }

  @Override
  public Set<K> existsAll(Iterable<? extends K> wanted) {
    Map<K, String> byKey = texts.byKey(wanted);
    if (byKey.isEmpty()) {
      return Set.of();
    }
    Set<String> existing =
        transactions.read(unit -> RecordQueries.existing(unit, collection, KeyTexts.sorted(byKey)));
    Set<K> found = Collections.newSetFromMap(texts.newMap());
    byKey.forEach(
        (key, text) -> {
          if (existing.contains(text)) {
            found.add(key);
          }
        });
    return found;
  }

  @Override
  public boolean exists(K key) {
    String text = texts.of(key);
    return transactions.read(unit -> RecordQueries.exists(unit, collection, text));
  }

  @Override
  public boolean touch(K key, Expiry expiry) {
    return touch(List.of(texts.of(key)), expiry) > 0;
  }

  @Override
  public long touchAll(Iterable<? extends K> touched, Expiry expiry) {
    return touch(texts.ofAll(touched), expiry);
  }

  private long touch(List<String> touched, Expiry expiry) {
    if (requireExpiry(expiry).keepsCurrent()) {
      throw new IllegalArgumentException(
          "A touch of collection '"
              + collection
              + "' with Expiry.keep() would change nothing; use Expiry.after or Expiry.never.");
    }
    return writes.touch(touched, expiry);
  }

  @Override
  public boolean delete(K key) {
    return writes.delete(List.of(texts.of(key))) > 0;
  }

  @Override
  public boolean deleteIfVersion(K key, long expectedVersion) {
    return writes.deleteIfVersion(texts.of(key), expectedVersion);
  }

  @Override
  public long deleteAll(Iterable<? extends K> unwanted) {
    return writes.delete(texts.ofAll(unwanted));
  }

  @Override
  public long deleteRange(Range<K> range) {
    return deletion.delete(ranges.encode(range));
  }

  @Override
  public Map<K, ConditionalPut> putAllIfVersion(
      Map<K, ? extends T> values, Map<K, Long> expectedVersions) {
    return putAllIfVersion(values, expectedVersions, ofPuts);
  }

  @Override
  public Map<K, ConditionalPut> putAllIfVersion(
      Map<K, ? extends T> values, Map<K, Long> expectedVersions, Expiry expiry) {
    requireArgument(expectedVersions, "expectedVersions");
    requireArgument(expiry, "expiry");
    Drafts<K> drafts = drafts(values);
    Map<String, Long> expected = drafts.inText(expectedVersions);
    return drafts.inOrder(writes.putAllIfVersion(drafts.all(), expiry, expected));
  }

  @Override
  public boolean rename(K key, K newKey) {
    String from = texts.of(key);
    requireArgument(newKey, "newKey");
    String to = texts.of(newKey);
    return from.equals(to) ? exists(key) : writes.rename(from, to);
  }

  @Override
  public long count(Range<K> range) {
    return ranges.count(range);
  }

  @Override
  public Optional<StoredValue<T, K>> first(Range<K> range) {
    return ranges.first(range);
  }

  @Override
  public Stream<StoredValue<T, K>> scan(Range<K> range) {
    return ranges.scan(range);
  }

  @Override
  public Stream<RecordMetadata<K>> metadata(Range<K> range) {
    return ranges.metadata(range);
  }

  @Override
  public List<RecordMetadata<K>> metadata(Range<K> range, @Nullable K after, int limit) {
    return ranges.metadata(range, after, limit);
  }

  @Override
  public Page<T, K> page(Range<K> range, @Nullable K after, int limit) {
    return ranges.page(range, after, limit);
  }

  private void requireArgument(@Nullable Object argument, String name) {
    Objects.requireNonNull(
        argument, () -> "The argument '" + name + "' for collection '" + collection + "' is null.");
  }

  private Expiry requireExpiry(Expiry expiry) {
    requireArgument(expiry, "expiry");
    return expiry;
  }

  private StoredValue<T, K> stored(RecordRow row) {
    Reading<T> reading = reads.bound(transactions, collection, row, type);
    return stored(reading.row(), reading.value());
  }

  private StoredValue<T, K> stored(RecordRow row, T value) {
    Instant expiresAt = row.expiresAt();
    return new StoredValue<>(
        keys.decode(collection, row.key()),
        value,
        row.version(),
        row.stamp().createdAt(),
        row.stamp().updatedAt(),
        expiresAt,
        expiresAt == null ? null : reads.remaining(expiresAt, transactions),
        row.size());
  }

  @Override
  public String toString() {
    return "RecordRepository[" + collection + "]";
  }
}
