package dev.coffer.record;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The typed records of one collection. An application may extend it by an interface of its own,
 * annotated with {@link RecordCollection}. Thread-safe, unless joined to an entity manager, which
 * is not.
 *
 * <p>Keys may be {@code String}, {@code UUID}, {@code Long}, {@code Integer}, {@code Instant} and
 * {@code LocalDate}; each is kept as a text that sorts as it does. Text is kept exactly. A key has
 * 1 to 512 characters, a collection's name 1 to 100; anything else is refused with {@link
 * dev.coffer.api.RecordKeyException} before anything is written. An expired record is absent for
 * every operation.
 *
 * @param <T> the type of the values
 * @param <K> the type of the keys
 */
public interface RecordRepository<T, K> {

  /** The collection's name. */
  String collection();

  /** Inserts or replaces a value for good. Equal values write nothing and keep the version. */
  Put put(K key, T value);

  /**
   * Inserts or replaces a value that is absent once this time has passed by the database's clock. A
   * put of an equal value moves its end and keeps its version.
   */
  Put put(K key, T value, Duration timeToLive);

  /** Inserts or replaces many values, all or none, in as few round trips as bytes allow. */
  Map<K, Put> putAll(Map<K, ? extends T> values);

  /** The same as {@link #putAll(Map)}, with a time to live for each. */
  Map<K, Put> putAll(Map<K, ? extends T> values, Duration timeToLive);

  /** Inserts a value for good if there is none under the key, be it an equal one; atomic. */
  ConditionalPut putIfAbsent(K key, T value);

  /** The same as {@link #putIfAbsent(Object, Object)}, with a time to live. */
  ConditionalPut putIfAbsent(K key, T value, Duration timeToLive);

  /**
   * Replaces a value for good if its record is at this version; atomic. An equal value keeps the
   * version.
   *
   * @param expectedVersion the version; 0 where there must be no record, as in {@link
   *     ConditionalPut.Refused#actualVersion()}
   */
  ConditionalPut putIfVersion(K key, T value, long expectedVersion);

  /** The same as {@link #putIfVersion(Object, Object, long)}, with a time to live. */
  ConditionalPut putIfVersion(K key, T value, long expectedVersion, Duration timeToLive);

  /**
   * Replaces a value if its record is at this version.
   *
   * @param expectedVersion the version; 0 where there must be no record
   * @throws dev.coffer.api.RecordConflictException if it is not
   */
  Put replace(K key, T value, long expectedVersion);

  /** The value under a key. */
  Optional<T> get(K key);

  /** The value under a key, with its version, times and size. */
  Optional<StoredValue<T, K>> find(K key);

  /** The values under these keys; a key without a record is not in the answer. */
  Map<K, T> getAll(Iterable<? extends K> keys);

  /** Whether there is a record under a key. */
  boolean exists(K key);

  /** How many records there are, counted by the database. */
  long count();

  /** Deletes a record; whether there was one. */
  boolean delete(K key);

  /** Deletes a record if it is at this version; atomic. */
  boolean deleteIfVersion(K key, long expectedVersion);

  /** Deletes the records under these keys, all or none; how many there were. */
  long deleteAll(Iterable<? extends K> keys);

  /**
   * The records of a range in key order, read page by page: bounded in memory, no cursor held.
   * Close the stream if it is not read to its end.
   */
  Stream<StoredValue<T, K>> scan(Range<K> range);

  /** The records whose keys' text begins with a prefix, like {@link #scan(Range)}. */
  Stream<StoredValue<T, K>> scanPrefix(String prefix);

  /**
   * One page of a range in key order. It is shorter than its limit where the values are large:
   * whether there are more is what {@link Page#next()} says.
   *
   * @param after the key after which the page begins; null for the first page
   * @param limit the largest number of records in the page, at least 1
   */
  Page<T, K> page(Range<K> range, @Nullable K after, int limit);
}
