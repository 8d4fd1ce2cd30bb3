package dev.coffer.record;

import java.util.List;
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

  /** The records of a collection with text keys, whose values have a generic type. */
  <T> RecordRepository<T, String> records(String collection, TypeRef<T> type);

  /** The records of a collection with keys of this type, whose values have a generic type. */
  <T, K> RecordRepository<T, K> records(String collection, TypeRef<T> type, Class<K> keyType);

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

  /**
   * The value of a generic type under a key.
   *
   * @throws dev.coffer.api.RecordTypeException if the record holds a value of another type
   */
  <T> Optional<T> retrieve(String collection, String key, TypeRef<T> type);

  /**
   * The collections that have records, each with the number of its records; sorted by the UTF-8
   * bytes of their names. The query reads the whole table without its values, so its time is
   * proportional to the number of all records. The list has one entry for each collection.
   */
  List<CollectionInfo> collections();

  /**
   * Gives all records of a collection another collection; atomic. The records keep their keys,
   * values, times and expiry, and get new versions. The compression dictionaries of the collection
   * are copied to the new one. Recompression begins anew in both. A rename to the same name has no
   * effect.
   *
   * <p>All records are changed in one transaction, which locks them until its end and takes space
   * in the log of the database for all of them. No other thread or process may write to either
   * collection meanwhile: what it writes to the old name after the rename stays there. Memory
   * answers no read of this process meanwhile, and is empty afterwards.
   *
   * @return the number of records; 0 if the collection has none
   * @throws dev.coffer.api.RecordConflictException if the new collection has records
   */
  long renameCollection(String collection, String newName);

  /**
   * Registers a stable type name for a class, to use instead of the simple class name. The form of
   * its values has version 1: {@code registerType(type, TypeName.of(name, 1))} does the same.
   *
   * @throws dev.coffer.api.RecordTypeException if the name cannot be stored or belongs to another
   *     class, or if the class was used before or has another name
   */
  void registerType(Class<?> type, String name);

  /**
   * Registers the stable name of a class, the version of the form of its values, and the functions
   * by which values of older versions are read. Register it before the first use of the class, on
   * every start of the application. A repeated registration with an equal name has no effect.
   *
   * <p>Values are written in the newest form. A put over an older form replaces the record, also if
   * the value is equal. {@link dev.coffer.maintenance.RecompressionPlan#withUpcasting} rewrites the
   * older forms. A process that knows only older versions throws {@code RecordTypeException} when
   * it reads a newer form, and can replace it.
   *
   * @throws dev.coffer.api.RecordTypeException if the name cannot be stored or belongs to another
   *     class, if the class was used before or has another name, or if a version has no function
   *     although an older one has
   */
  void registerType(Class<?> type, TypeName typeName);
}
