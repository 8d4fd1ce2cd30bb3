package dev.coffer.record;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The typed records of one collection. An application may extend this interface with its own,
 * annotated with {@link RecordCollection}. Thread-safe, unless it is joined to an entity manager.
 *
 * <p>The type of a key is {@code String}, {@code UUID}, {@code Long}, {@code Integer}, {@code
 * Double}, {@code BigInteger}, {@code Instant}, {@code LocalDate}, {@code LocalDateTime}, {@code
 * byte[]}, an enum, or a Java record whose components have these types. Every key is stored as text
 * that sorts in the order of its type. Enums sort by name, records by their components in their
 * order. Text keys are stored exactly. The text of a key has 1 to 512 characters, a collection name
 * 1 to 100. Other keys and names are refused with {@link dev.coffer.api.RecordKeyException} before
 * anything is written. An expired record is absent for every operation.
 *
 * <p>Arrays with equal elements are one key. A map or set that Coffer returns finds it by any such
 * array and contains the first that the caller gave. If the caller's map gives several values for
 * one key, the last one in the map's order is stored.
 *
 * @param <T> the type of the values
 * @param <K> the type of the keys
 */
public interface RecordRepository<T, K> {

  /** The collection's name. */
  String collection();

  /**
   * Inserts or replaces a value without expiry. An equal value is not written again and keeps its
   * version.
   */
  Put put(K key, T value);

  /**
   * Inserts or replaces a value with this expiry. A put of an equal value changes the expiry and
   * keeps the version.
   */
  Put put(K key, T value, Expiry expiry);

  /**
   * Inserts or replaces several values without expiry, all or none, in as few round trips as their
   * size allows.
   */
  Map<K, Put> putAll(Map<K, ? extends T> values);

  /** The same as {@link #putAll(Map)}, with this expiry for each. */
  Map<K, Put> putAll(Map<K, ? extends T> values, Expiry expiry);

  /**
   * Inserts a value without expiry if the key is absent; atomic. An equal existing value counts as
   * present.
   */
  ConditionalPut putIfAbsent(K key, T value);

  /** The same as {@link #putIfAbsent(Object, Object)}, with this expiry. */
  ConditionalPut putIfAbsent(K key, T value, Expiry expiry);

  /**
   * Replaces a value, without expiry, if its record is at this version; atomic. An equal value
   * keeps the version.
   *
   * @param expectedVersion the version; 0 if there must be no record, as in {@link
   *     ConditionalPut.Refused#actualVersion()}
   */
  ConditionalPut putIfVersion(K key, T value, long expectedVersion);

  /** The same as {@link #putIfVersion(Object, Object, long)}, with this expiry. */
  ConditionalPut putIfVersion(K key, T value, long expectedVersion, Expiry expiry);

  /**
   * Replaces a value if its record is at this version.
   *
   * @param expectedVersion the version; 0 if there must be no record
   * @throws dev.coffer.api.RecordConflictException if the record is not at this version
   */
  Put replace(K key, T value, long expectedVersion);

  /**
   * Changes a record by a function of its value; atomic. The function receives an empty {@code
   * Optional} if there is no record. It returns the new value, or an empty {@code Optional} to
   * delete the record. A changed record keeps its expiry.
   *
   * <p>Outside of a host's transaction, the function runs again if another writer changes the
   * record meanwhile, at most 64 times. So it should be fast and have no effects. In a host's
   * transaction, the row is locked while the function runs.
   *
   * @return the new value; empty if there is no record now
   * @throws dev.coffer.api.TransientCofferException if other writers changed the record during each
   *     attempt, or, in a host's transaction, if a replay of that transaction may succeed
   */
  Optional<T> compute(K key, Function<? super Optional<T>, Optional<T>> function);

  /**
   * Changes the value of an existing record; see {@link #compute}.
   *
   * @return the new value; empty if there is no record
   */
  default Optional<T> update(K key, UnaryOperator<T> change) {
    Objects.requireNonNull(change, "The argument 'change' is null.");
    return compute(key, current -> current.map(change));
  }

  /**
   * The value under a key. If there is no record, the result of the function is stored and
   * returned; see {@link #compute}. Several callers may run their functions at the same time, and
   * all of them receive the value that was stored first.
   */
  default T computeIfAbsent(K key, Function<? super K, ? extends T> function) {
    Objects.requireNonNull(function, "The argument 'function' is null.");
    return get(key)
        .or(() -> compute(key, current -> current.or(() -> Optional.of(function.apply(key)))))
        .orElseThrow();
  }

  /** Inserts or replaces a value, and returns the previous value; atomic. */
  Optional<T> getAndPut(K key, T value, Expiry expiry);

  /** Deletes a record, and returns its value; atomic. */
  Optional<T> getAndDelete(K key);

  /**
   * A view of the records as a map, for code that requires one. Each method is atomic by itself and
   * reads or writes the database. Iterators read in key order and page by page; they do not fail if
   * the records change meanwhile. {@code put} makes a record without expiry; a replaced value keeps
   * the expiry. Null keys and values are refused. Values are equal if {@code equals} says so;
   * arrays are equal if their elements are.
   */
  ConcurrentMap<K, T> asMap();

  /**
   * A view of the records with a time to live that reads prolong, for example for sessions. A put
   * without an {@link Expiry} makes a record that expires after this time. Each read of single
   * records ({@code get}, {@code find}, {@code getAll}, {@code findAll}, {@code compute} and the
   * methods based on them) lets the record expire after this time again, if less than nine tenths
   * of the time remain. So a record is written at most once in each tenth of its time. Scans, pages
   * and {@code exists} do not change the expiry.
   *
   * <p>A read never shortens an expiry, and gives none to a record that does not expire. The result
   * of {@code find} and {@code findAll} has the expiry before the read. The read writes in a short
   * transaction of its own, or in the transaction that it joins, where the record stays locked
   * until the end. It does not write in a read-only transaction, in a host's transaction at
   * REPEATABLE READ or SERIALIZABLE (except on MariaDB), or while another transaction has locked
   * the record. A failed write is logged and does not fail the read.
   *
   * @throws IllegalArgumentException if the time is out of the range of {@link Expiry#after}
   */
  RecordRepository<T, K> sliding(Duration timeToLive);

  /** The value under a key. */
  Optional<T> get(K key);

  /** The value under a key, with its version, times and size. */
  Optional<StoredValue<T, K>> find(K key);

  /** The values under these keys; the result omits keys without a record. */
  Map<K, T> getAll(Iterable<? extends K> keys);

  /** Whether a record exists under a key. */
  boolean exists(K key);

  /** The number of records, counted by the database. */
  default long count() {
    return count(Range.all());
  }

  /**
   * Changes the expiry of a record without its value. The version stays the same.
   *
   * @param expiry not {@link Expiry#keep()}
   * @return whether the record exists
   * @throws IllegalArgumentException if the expiry is {@link Expiry#keep()}
   */
  boolean touch(K key, Expiry expiry);

  /**
   * Changes the expiry of the records under these keys, all or none; see {@link #touch}. Returns
   * the number of records that exist.
   */
  long touchAll(Iterable<? extends K> keys, Expiry expiry);

  /** Deletes a record. Returns whether it existed. */
  boolean delete(K key);

  /** Deletes a record if it is at this version; atomic. Returns whether the record was deleted. */
  boolean deleteIfVersion(K key, long expectedVersion);

  /** Deletes the records under these keys, all or none. Returns the number of deleted records. */
  long deleteAll(Iterable<? extends K> keys);

  /**
   * Deletes the records of a range, whose direction has no effect, and returns the number of
   * deleted records. {@code deleteRange(Range.all())} clears the collection.
   *
   * <p>Outside of a host's transaction, each 512 records are deleted in a transaction of their own:
   * a failure leaves the rest of the range undeleted, and the same call may be repeated. In a
   * host's transaction, all records that it sees in the range are deleted, or none.
   */
  long deleteRange(Range<K> range);

  /** The keys of these under which a record exists, in the given order. */
  Set<K> existsAll(Iterable<? extends K> keys);

  /**
   * The values under these keys, each with its version, times and size, in the given order; the
   * result omits keys without a record.
   */
  Map<K, StoredValue<T, K>> findAll(Iterable<? extends K> keys);

  /**
   * Inserts or replaces several values, without expiry, each if its record is at its required
   * version. The conditions are independent: a refused value does not keep the others from being
   * written. The written values are written in one transaction, all or none. An equal value keeps
   * the version.
   *
   * @param expectedVersions the required versions; a key that this map does not contain, or with
   *     the version 0, must have no record
   * @return the result of each key, in the order of the values
   */
  Map<K, ConditionalPut> putAllIfVersion(Map<K, ? extends T> values, Map<K, Long> expectedVersions);

  /**
   * The same as {@link #putAllIfVersion(Map, Map)}, with this expiry for each written value. With
   * no expected versions ({@code Map.of()}) it inserts the values whose keys are absent.
   */
  Map<K, ConditionalPut> putAllIfVersion(
      Map<K, ? extends T> values, Map<K, Long> expectedVersions, Expiry expiry);

  /**
   * Inserts several values, without expiry, each if its key is absent; see {@link
   * #putAllIfVersion(Map, Map)}.
   */
  default Map<K, ConditionalPut> putAllIfAbsent(Map<K, ? extends T> values) {
    return putAllIfVersion(values, Map.of());
  }

  /**
   * Gives a record another key; atomic. The record keeps its value, its times and its expiry, and
   * gets a new version, so that no state of another record under the new key has the same one. A
   * rename to the same key has no effect.
   *
   * @return whether there was a record under the key
   * @throws dev.coffer.api.RecordConflictException if there is a record under the new key
   */
  boolean rename(K key, K newKey);

  /** The number of records of a range, counted by the database; its direction has no effect. */
  long count(Range<K> range);

  /**
   * The first record of a range in its direction; empty if the range has no records. One row is
   * read. The last record is the first one of {@link Range#reversed()}.
   */
  Optional<StoredValue<T, K>> first(Range<K> range);

  /**
   * The records of a range in its direction. The stream reads page by page, so its memory use is
   * bounded and it holds no cursor open. The first page has 16 records and each following one is
   * larger, up to {@link RecordSettings#pageSize()}, so that a short-circuiting operation such as
   * {@link Stream#limit} reads few records more than it uses. Close the stream if you do not read
   * it to its end.
   */
  Stream<StoredValue<T, K>> scan(Range<K> range);

  /**
   * The metadata of the records of a range in its direction. No value is selected, transferred or
   * decoded, so a record with a damaged value is listed too. The stream reads page by page, as
   * {@link #scan} does.
   */
  Stream<RecordMetadata<K>> metadata(Range<K> range);

  /** The keys of the records of a range in its direction; see {@link #metadata}. */
  default Stream<K> keys(Range<K> range) {
    return metadata(range).map(RecordMetadata::key);
  }

  /**
   * One page of a range in its direction. A page of large values may be shorter than its limit.
   * {@link Page#next()} shows whether there are more records.
   *
   * @param after the last key of the previous page; null for the first page
   * @param limit the maximum number of records in the page, at least 1
   */
  Page<T, K> page(Range<K> range, @Nullable K after, int limit);
}
