package dev.coffer.record;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A repository of values that carry their own key: in what is annotated with {@link Key}, or where
 * the application's own interface says by implementing {@link #keyOf}. To be extended by an
 * interface of the application, as {@link RecordRepository} is.
 *
 * @param <T> the type of the values
 * @param <K> the type of the keys
 */
public interface KeyedRepository<T, K> extends RecordRepository<T, K> {

  /** The key that a value carries. Implemented by Coffer, by what carries {@link Key}. */
  K keyOf(T value);

  /** Inserts or replaces a value under its key for good; see {@link #put(Object, Object)}. */
  default Put save(T value) {
    Objects.requireNonNull(value, "The argument 'value' is null.");
    return put(keyOf(value), value);
  }

  /** The same with a time to live; see {@link #put(Object, Object, Duration)}. */
  default Put save(T value, Duration timeToLive) {
    Objects.requireNonNull(value, "The argument 'value' is null.");
    return put(keyOf(value), value, timeToLive);
  }

  /**
   * Inserts or replaces many values under their keys, all or none. Of two with the same key the
   * later one is kept.
   */
  default Map<K, Put> saveAll(Iterable<? extends T> values) {
    Objects.requireNonNull(values, "The argument 'values' is null.");
    Map<K, T> byKey = new LinkedHashMap<>();
    values.forEach(value -> byKey.put(keyOf(value), value));
    return putAll(byKey);
  }
}
