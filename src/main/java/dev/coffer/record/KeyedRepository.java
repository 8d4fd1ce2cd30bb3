package dev.coffer.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A repository of values that contain their own key. The key is the member annotated with {@link
 * Key}, or the result of {@link #keyOf} if the application's interface implements it. An
 * application extends this interface with its own, as it does {@link RecordRepository}.
 *
 * @param <T> the type of the values
 * @param <K> the type of the keys
 */
public interface KeyedRepository<T, K> extends RecordRepository<T, K> {

  /** The key of a value. Coffer's implementation returns the member annotated with {@link Key}. */
  K keyOf(T value);

  /**
   * Inserts or replaces a value under its key, without expiry; see {@link #put(Object, Object)}.
   */
  default Put save(T value) {
    Objects.requireNonNull(value, "The argument 'value' is null.");
    return put(keyOf(value), value);
  }

  /** The same with this expiry; see {@link #put(Object, Object, Expiry)}. */
  default Put save(T value, Expiry expiry) {
    Objects.requireNonNull(value, "The argument 'value' is null.");
    return put(keyOf(value), value, expiry);
  }

  /**
   * Inserts or replaces several values under their keys, all or none. If two values have the same
   * key, the later one is stored.
   */
  default Map<K, Put> saveAll(Iterable<? extends T> values) {
    Objects.requireNonNull(values, "The argument 'values' is null.");
    Map<K, T> byKey = new LinkedHashMap<>();
    values.forEach(value -> byKey.put(keyOf(value), value));
    return putAll(byKey);
  }
}
