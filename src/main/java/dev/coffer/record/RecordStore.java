package dev.coffer.record;

import java.util.Map;
import java.util.Optional;

/**
 * The entry point to all collections. It creates typed repositories and stores and retrieves single
 * values by collection and key. Thread-safe, unless it is joined to an entity manager.
 *
 * <p>Values of type {@code byte[]} and {@link dev.coffer.format.RawJson} are stored verbatim.
 * Values of every other type are stored as canonical JSON. A record stores the stable name of its
 * type, by default the simple name of the class. Coffer never loads a class by this name.
 */
public interface RecordStore {

  /** The records of a collection with text keys. */
  <T> RecordRepository<T, String> records(String collection, Class<T> type);

  /** The records of a collection with keys of this type. */
  <T, K> RecordRepository<T, K> records(String collection, Class<T> type, Class<K> keyType);

  /**
   * Creates an implementation of an application's own interface. The interface extends {@link
   * RecordRepository} with concrete types and is annotated with {@link RecordCollection}. Its
   * default methods work.
   *
   * @throws IllegalArgumentException if the interface does not have this form; the message
   *     describes the form
   */
  <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType);

  /** Inserts or replaces one value. */
  Put store(String collection, String key, Object value);

  /** Inserts or replaces several values of one collection, all or none. */
  Map<String, Put> storeBatch(String collection, Map<String, ?> values);

  /**
   * The value under a key.
   *
   * @throws dev.coffer.api.RecordTypeException if the record holds a value of another type
   */
  <T> Optional<T> retrieve(String collection, String key, Class<T> type);

  /** Registers a stable type name for a class, to use instead of the simple class name. */
  void registerType(Class<?> type, String name);
}
