package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.file.FileRepository;
import dev.coffer.file.store.RecordFileRepository;
import dev.coffer.record.Put;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeRef;
import java.util.Map;
import java.util.Optional;

/**
 * The record store and the content store over the same transactions: the transactions of a {@link
 * Coffer} or of a joined entity manager.
 */
public interface Stores {

  /** The record store. */
  RecordStore records();

  /** The content store. */
  ContentStore contents();

  /** The records of a collection with text keys; see {@link RecordStore#records(String, Class)}. */
  default <T> RecordRepository<T, String> records(String collection, Class<T> type) {
    return records().records(collection, type);
  }

  /** The records of a collection with keys of this type. */
  default <T, K> RecordRepository<T, K> records(
      String collection, Class<T> type, Class<K> keyType) {
    return records().records(collection, type, keyType);
  }

  /** The records of a collection with text keys, whose values have a generic type. */
  default <T> RecordRepository<T, String> records(String collection, TypeRef<T> type) {
    return records().records(collection, type);
  }

  /** An implementation of an application's own interface; see {@link RecordStore#repository}. */
  default <R extends RecordRepository<?, ?>> R repository(Class<R> repositoryType) {
    return records().repository(repositoryType);
  }

  /**
   * The named files of a collection. They need a JSON library, as objects in records do.
   *
   * @throws dev.coffer.api.RecordKeyException if the name of the collection cannot be stored
   */
  default FileRepository files(String collection) {
    return new RecordFileRepository(records(), contents(), collection);
  }

  /** Inserts or replaces one value; see {@link RecordStore#store}. */
  default Put store(String collection, String key, Object value) {
    return records().store(collection, key, value);
  }

  /** Inserts or replaces several values of one collection, all or none. */
  default Map<String, Put> storeBatch(String collection, Map<String, ?> values) {
    return records().storeBatch(collection, values);
  }

  /** The value under a key; see {@link RecordStore#retrieve(String, String, Class)}. */
  default <T> Optional<T> retrieve(String collection, String key, Class<T> type) {
    return records().retrieve(collection, key, type);
  }

  /**
   * The value of a generic type under a key; see {@link RecordStore#retrieve(String, String,
   * TypeRef)}.
   */
  default <T> Optional<T> retrieve(String collection, String key, TypeRef<T> type) {
    return records().retrieve(collection, key, type);
  }
}
