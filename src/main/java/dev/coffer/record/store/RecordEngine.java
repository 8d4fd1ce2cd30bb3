package dev.coffer.record.store;

import dev.coffer.change.ChangeFeed;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dictionary.BulkTraining;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.dictionary.DictionaryTraining;
import dev.coffer.format.JsonMapping;
import dev.coffer.record.RecordSettings;
import dev.coffer.record.RecordStore;
import dev.coffer.record.UnknownProperties;
import dev.coffer.record.cache.CachedRows;
import dev.coffer.record.cache.DatabaseMemories;
import dev.coffer.record.cache.DatabaseReader;
import dev.coffer.record.cache.NodeMemory;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.cache.RecordReads;
import dev.coffer.record.key.KeyLimit;
import dev.coffer.record.key.KeyRules;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.row.ContentBytes;
import dev.coffer.record.value.TypeNames;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.record.value.ValueType;
import dev.coffer.record.write.CollectionWriters;
import dev.coffer.record.write.ExpiredRecords;
import dev.coffer.record.write.OlderForms;
import dev.coffer.record.write.RecordTransfer;
import dev.coffer.stats.CacheState;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The parts that all record stores of one Coffer share: the settings, the names of types, the
 * conversion of values to bytes, and the cache. Each Coffer has one engine. Thread-safe.
 */
public final class RecordEngine {
  private final TypeNames types;
  private final Dictionaries dictionaries;
  private final DictionaryTraining training;
  private final BulkTraining bulkTraining;
  private final NodeMemory memory;
  private final CollectionWriters writers;
  private final RecordReads reads;
  private final RecordPages pages;
  private final OlderForms olderForms;

  /**
   * An engine over a session factory.
   *
   * @param json supplies the JSON mapping when the first value needs it, so that bytes need no JSON
   *     library
   * @param caching the settings of the cache
   * @param databaseIdentity the identity that separates the database from others that share the
   *     caches
   */
  public RecordEngine(
      RecordSettings settings,
      ContentEngine contents,
      Supplier<JsonMapping> json,
      StatisticsRecorder statistics,
      RecordCaching caching,
      SessionFactory sessions,
      String databaseIdentity) {
    this(
        settings,
        contents,
        json,
        statistics,
        caching,
        sessions,
        databaseIdentity,
        null,
        new TypeNames(),
        ChangeFeed.SILENT,
        null);
  }

  /**
   * An engine for one tenant of a session factory.
   *
   * @param sessions the factory of the tenant's sessions
   * @param databaseIdentity the identity that separates the database from others; a tenant's
   *     database may be a copy of another's and have the same identity
   * @param tenant the identifier that separates the tenant from others of the factory; null if the
   *     factory has no tenants
   * @param types the names of types, which all tenants share
   * @param feed is told of committed changes
   * @param own Coffer's own transactions, which train dictionaries while records are written; null
   *     for no such training
   */
  public RecordEngine(
      RecordSettings settings,
      ContentEngine contents,
      Supplier<JsonMapping> json,
      StatisticsRecorder statistics,
      RecordCaching caching,
      SessionFactory sessions,
      String databaseIdentity,
      @Nullable String tenant,
      TypeNames types,
      ChangeFeed feed,
      @Nullable Transactions own) {
    this.types = types;
    this.dictionaries = new Dictionaries(contents.domain(), settings.dictionaries());
    this.training = new DictionaryTraining(dictionaries, contents.frames());
    this.bulkTraining = new BulkTraining(training, dictionaries, own);
    long number = DatabaseMemories.number(databaseIdentity, tenant);
    // Proxies of one factory share its memory.
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    this.memory = DatabaseMemories.memory(factory, databaseIdentity, number, caching.heapBytes());
    boolean tolerant = settings.unknownProperties() == UnknownProperties.IGNORE;
    ValueBytes values =
        new ValueBytes(
            tolerant ? () -> json.get().ignoringUnknownProperties() : json,
            settings.maxValueSize(),
            memory.referring());
    DatabaseReader database =
        new DatabaseReader(new ContentBytes(contents), memory, number, statistics);
    CachedRows rows = CachedRows.of(sessions, memory.gate(), number, database);
    RecordCache cache = new RecordCache(caching, memory, rows, number);
    this.reads = new RecordReads(cache, database, values, contents, dictionaries, statistics);
    this.olderForms = new OlderForms(types, values, contents, cache);
    this.pages = new RecordPages(database, settings, statistics);
    this.writers =
        new CollectionWriters(
            settings, contents, dictionaries, bulkTraining, cache, values, statistics, feed);
  }

  /** The store that runs its work in these transactions. */
  public RecordStore over(Transactions transactions) {
    return new SqlRecordStore(types, writers, reads, pages, transactions, null);
  }

  /**
   * The store that runs its work in these transactions, for the keys and ranges within a limit. Its
   * operations on whole collections are those without a limit.
   */
  public RecordStore within(KeyLimit limit, Transactions transactions) {
    return new SqlRecordStore(types, writers, reads, pages, transactions, limit);
  }

  /** The typed records of a collection over these transactions. */
  public <T, K> PagedRecords<T, K> records(
      Transactions transactions, String collection, ValueType<T> type, KeyType<K> keys) {
    return new SqlRecordRepository<>(
        writers.of(transactions.primary(), KeyRules.checkCollection(collection)),
        reads,
        pages,
        transactions,
        type,
        keys,
        null);
  }

  /** The names of types. */
  public TypeNames types() {
    return types;
  }

  /**
   * Deletes the record of a key, even an expired one, and removes it from memory.
   *
   * @param own Coffer's own transactions, each committed separately
   */
  public void erase(Transactions own, String collection, String key) {
    long deleted = writers.of(own, collection).delete(List.of(key));
    if (deleted == 0) {
      writers.deleteExpired(own, collection, key);
    }
  }

  /** The compression dictionaries of its collections. */
  public Dictionaries dictionaries() {
    return dictionaries;
  }

  /** The training of these dictionaries. */
  public DictionaryTraining dictionaryTraining() {
    return training;
  }

  /** The values that are stored in older forms of their types. */
  public OlderForms olderForms() {
    return olderForms;
  }

  /** The transfer of records to and from other databases. */
  public RecordTransfer transfer() {
    return writers.transfer();
  }

  /** The deletion of expired records. */
  public ExpiredRecords expired() {
    return writers.expired();
  }

  /** Removes every cached record. Call this after changes that were made without this engine. */
  public void forgetCached() {
    memory.forgetAll();
  }

  /** Removes from the heap the records that expire before this time, and returns their number. */
  public int evictExpired(Instant databaseTime) {
    return memory.evictExpired(databaseTime);
  }

  /** The state of the heap cache, which all engines over one factory share. */
  public CacheState heapState() {
    return memory.heap().state("heap");
  }

  /**
   * Frees the memory of cached values, and waits for a training of dictionaries. Other engines over
   * the same factory fill the memory again.
   */
  public void close() {
    bulkTraining.close();
    memory.heap().clear();
  }
}
