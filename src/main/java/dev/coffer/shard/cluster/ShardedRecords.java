package dev.coffer.shard.cluster;

import dev.coffer.api.RecordConflictException;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Page;
import dev.coffer.record.Put;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.record.store.PagedRecords;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The typed records of one collection, divided among shards. Thread-safe. */
final class ShardedRecords<T, K> implements RecordRepository<T, K> {

  private final ShardedAccess<T, K> access;
  private final boolean perShard;
  private final ShardedBatches<T, K> batches;
  private final ShardedRanges<T, K> ranges;

  ShardedRecords(ShardedAccess<T, K> access, boolean perShard) {
    this.access = access;
    this.perShard = perShard;
    this.batches = new ShardedBatches<>(access, perShard);
    this.ranges = new ShardedRanges<>(access);
  }

  @Override
  public String collection() {
    return access.collection();
  }

  @Override
  public RecordRepository<T, K> sliding(Duration timeToLive) {
    Objects.requireNonNull(timeToLive, "The argument 'timeToLive' is null.");
    var unused = Expiry.after(timeToLive);
    return new ShardedRecords<>(access.sliding(timeToLive), perShard);
  }

  private <R extends @Nullable Object> R write(K key, Function<PagedRecords<T, K>, R> operation) {
    return access.write(key, operation);
  }

  private <V> Optional<V> read(K key, Function<PagedRecords<T, K>, Optional<V>> operation) {
    return access.read(key, operation, Optional::isPresent);
  }

  @Override
  public Put put(K key, T value) {
    return write(key, records -> records.put(key, value));
  }

  @Override
  public Put put(K key, T value, Expiry expiry) {
    return write(key, records -> records.put(key, value, expiry));
  }

  @Override
  public Map<K, Put> putAll(Map<K, ? extends T> values) {
    return writeValues(values, (records, part) -> records.putAll(part));
  }

  @Override
  public Map<K, Put> putAll(Map<K, ? extends T> values, Expiry expiry) {
    return writeValues(values, (records, part) -> records.putAll(part, expiry));
  }

  private <R> Map<K, R> writeValues(
      Map<K, ? extends T> values, BiFunction<PagedRecords<T, K>, Map<K, T>, Map<K, R>> operation) {
    Objects.requireNonNull(
        values, () -> "The argument 'values' for collection '" + collection() + "' is null.");
    Map<K, T> all = newMap();
    values.forEach(all::put);
    Map<K, R> results = newMap();
    batches
        .write(
            texts(all.keySet()),
            (records, keys) -> {
              Map<K, T> part = newMap();
              keys.forEach(key -> part.put(key, all.get(key)));
              return operation.apply(records, part);
            })
        .forEach(results::putAll);
    Map<K, R> ordered = newMap();
    all.keySet().forEach(key -> ordered.put(key, Objects.requireNonNull(results.get(key))));
    return ordered;
  }

  private <V> Map<K, V> newMap() {
    return access.keys().newMap(collection());
  }

  private Map<K, String> texts(Iterable<? extends K> keys) {
    Objects.requireNonNull(
        keys, () -> "The argument 'keys' for collection '" + collection() + "' is null.");
    Map<K, String> texts = newMap();
    keys.forEach(key -> texts.put(key, access.text(key)));
    return texts;
  }

  @Override
  public ConditionalPut putIfAbsent(K key, T value) {
    return write(key, records -> records.putIfAbsent(key, value));
  }

  @Override
  public ConditionalPut putIfAbsent(K key, T value, Expiry expiry) {
    return write(key, records -> records.putIfAbsent(key, value, expiry));
  }

  @Override
  public ConditionalPut putIfVersion(K key, T value, long expectedVersion) {
    return write(key, records -> records.putIfVersion(key, value, expectedVersion));
  }

  @Override
  public ConditionalPut putIfVersion(K key, T value, long expectedVersion, Expiry expiry) {
    return write(key, records -> records.putIfVersion(key, value, expectedVersion, expiry));
  }

  /**
   * {@inheritDoc}
   *
   * @throws RecordConflictException if the record is not at this version
   */
  @Override
  public Put replace(K key, T value, long expectedVersion) {
    return write(key, records -> records.replace(key, value, expectedVersion));
  }

  @Override
  public Optional<T> compute(K key, Function<? super Optional<T>, Optional<T>> function) {
    Objects.requireNonNull(function, "The argument 'function' is null.");
    return Optional.ofNullable(access.change(key, Expiry.keep(), function).after());
  }

  @Override
  public Optional<T> getAndPut(K key, T value, Expiry expiry) {
    return write(key, records -> records.getAndPut(key, value, expiry));
  }

  @Override
  public Optional<T> getAndDelete(K key) {
    return Optional.ofNullable(
        access.change(key, Expiry.keep(), current -> Optional.empty()).before());
  }

  @Override
  public ConcurrentMap<K, T> asMap() {
    return PagedRecords.mapOf(
        this,
        access.keys(),
        access.ofPuts(),
        (key, expiry, function) -> access.change(key, expiry, function));
  }

  @Override
  public Optional<T> get(K key) {
    return read(key, records -> records.get(key));
  }

  @Override
  public Optional<StoredValue<T, K>> find(K key) {
    return read(key, records -> records.find(key));
  }

  @Override
  public Map<K, T> getAll(Iterable<? extends K> keys) {
    return batches.read(texts(keys), (records, part) -> records.getAll(part));
  }

  @Override
  public Map<K, StoredValue<T, K>> findAll(Iterable<? extends K> keys) {
    return batches.read(texts(keys), (records, part) -> records.findAll(part));
  }

  @Override
  public Set<K> existsAll(Iterable<? extends K> keys) {
    Map<K, Boolean> existing =
        batches.read(
            texts(keys),
            (records, part) -> {
              Map<K, Boolean> found = newMap();
              records.existsAll(part).forEach(key -> found.put(key, true));
              return found;
            });
    return Collections.unmodifiableSet(existing.keySet());
  }

  @Override
  public boolean exists(K key) {
    return access.read(key, records -> records.exists(key), Boolean::booleanValue);
  }

  @Override
  public boolean touch(K key, Expiry expiry) {
    return write(key, records -> records.touch(key, expiry));
  }

  @Override
  public long touchAll(Iterable<? extends K> keys, Expiry expiry) {
    return sum(batches.write(texts(keys), (records, part) -> records.touchAll(part, expiry)));
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public boolean delete(K key) {
    return write(key, records -> records.delete(key));
  }

  @Override
  public boolean deleteIfVersion(K key, long expectedVersion) {
    return write(key, records -> records.deleteIfVersion(key, expectedVersion));
  }

  @Override
  public long deleteAll(Iterable<? extends K> keys) {
    return sum(batches.write(texts(keys), (records, part) -> records.deleteAll(part)));
  }

  /** {@inheritDoc} The records of each shard are deleted in transactions of their own. */
  @Override
  public long deleteRange(Range<K> range) {
    return ranges.delete(range, new ShardedBatches<>(access, true));
  }

  @Override
  public Map<K, ConditionalPut> putAllIfVersion(
      Map<K, ? extends T> values, Map<K, Long> expectedVersions) {
    return writeValues(
        values, (records, part) -> records.putAllIfVersion(part, expected(expectedVersions, part)));
  }

  @Override
  public Map<K, ConditionalPut> putAllIfVersion(
      Map<K, ? extends T> values, Map<K, Long> expectedVersions, Expiry expiry) {
    return writeValues(
        values,
        (records, part) -> records.putAllIfVersion(part, expected(expectedVersions, part), expiry));
  }

  private Map<K, Long> expected(Map<K, Long> versions, Map<K, T> part) {
    Map<K, Long> byKey = access.keys().byText(collection(), versions);
    Map<K, Long> expected = newMap();
    part.keySet()
        .forEach(
            key -> {
              Long version = byKey.get(key);
              if (version != null) {
                expected.put(key, version);
              }
            });
    return expected;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SeveralShardsException if the keys belong to different shards
   */
  @Override
  public boolean rename(K key, K newKey) {
    Map<K, String> both = texts(List.of(key, newKey));
    return new ShardedBatches<>(access, false)
        .write(both, (records, part) -> records.rename(key, newKey))
        .contains(true);
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
  public Page<T, K> page(Range<K> range, @Nullable K after, int limit) {
    return ranges.page(range, after, limit);
  }

  @Override
  public String toString() {
    return "RecordRepository[" + collection() + ", sharded]";
  }
}
