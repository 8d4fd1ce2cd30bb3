package dev.coffer.record;

import java.util.Map;
import java.util.Optional;

/**
 * The front of all collections: hands out typed repositories, and stores and retrieves by
 * collection and key in one call. Thread-safe, unless joined to an entity manager, which is not.
 *
 * <p>Types: {@code byte[]} and {@link dev.coffer.format.RawJson} are kept verbatim; every other
 * type goes through canonical JSON. A record remembers the stable name of its type, by default the
 * simple name of the class, never a class to be loaded.
 */
public interface RecordStore {

  /** The records of a collection with text keys. */
  <T> RecordRepository<T, String> records(String collection, Class<T> type);

  /** The records of a collection with keys of a type. */
  <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType);

  /**
   * An implementation of an application's own interface, which extends {@link RecordRepository}
   * with concrete types and carries {@link RecordCollection}. Its default methods work.
   *
   * @throws IllegalArgumentException if the interface is not of that form; the message says how
   */
  <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType);

  /** Inserts or replaces one value. */
  Put store(String collection, String key, Object value);

  /** Inserts or replaces many values of one collection, all or none. */
  Map<String, Put> storeBatch(String collection, Map<String, ?> values);

  /**
   * The value under a key.
   *
   * @throws dev.coffer.api.RecordTypeException if the record holds a value of another type
   */
  <T> Optional<T> retrieve(String collection, String key, Class<T> type);

  /** Gives a class the name under which its values are stored, instead of its simple name. */
  void registerType(Class<?> type, String name);
}
