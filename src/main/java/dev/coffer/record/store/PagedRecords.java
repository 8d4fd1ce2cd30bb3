package dev.coffer.record.store;

import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.key.KeyType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The typed records of a collection in one database, with pages of their metadata. */
public interface PagedRecords<T, K> extends RecordRepository<T, K> {

  /**
   * The metadata of the first records of a range in its direction.
   *
   * @param after the key after which the page begins; null for the first page
   * @return at most this many; fewer only at the end of the range
   */
  List<RecordMetadata<K>> metadata(Range<K> range, @Nullable K after, int limit);

  /**
   * Changes a record by a function, as {@link #compute} does, with this expiry of the changed
   * record.
   */
  RecordChange<T> change(K key, Expiry expiry, Function<? super Optional<T>, Optional<T>> function);

  /**
   * A view of a repository as a map; see {@link RecordRepository#asMap()}.
   *
   * @param records the repository
   * @param ofPuts the expiry of the records that {@code put} writes
   * @param changes changes a record; see {@link #change}
   */
  static <T, K> ConcurrentMap<K, T> mapOf(
      RecordRepository<T, K> records, KeyType<K> keys, Expiry ofPuts, Changes<T, K> changes) {
    return new RecordMap<>(records, changes, new KeyTexts<>(records.collection(), keys), ofPuts);
  }

  /** The changes of records by functions. */
  @FunctionalInterface
  interface Changes<T, K> {

    /** Changes a record; see {@link #change}. */
    RecordChange<T> apply(
        K key, Expiry expiry, Function<? super Optional<T>, Optional<T>> function);
  }

  @Override
  PagedRecords<T, K> sliding(Duration timeToLive);
}
