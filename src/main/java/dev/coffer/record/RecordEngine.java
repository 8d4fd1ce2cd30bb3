package dev.coffer.record;

import dev.coffer.cache.RecordCaching;
import dev.coffer.content.ContentEngine;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.format.JsonMapping;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What all record stores of one Coffer share: its settings, the names of types, the way values
 * become bytes, and the cache. One for each Coffer; thread-safe.
 */
public final class RecordEngine {
  private final RecordSettings settings;
  private final StatisticsRecorder statistics;
  private final TypeNames types;
  private final Dictionaries dictionaries;
  private final ValueBytes values;
  private final DirectReader direct;
  private final NodeMemory memory;
  private final CachedRecords cached;
  private final HotReader reader;
  private final RecordWriter writer;
  private final LonePut lonePut;
  private final Forecast creation = new Forecast();

  /**
   * An engine over a session factory.
   *
   * @param json asked for when the first value needs it, so that bytes need no JSON library
   * @param caching how its point reads are cached
   * @param databaseIdentity what tells the database from others that share the caches
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
        new TypeNames());
  }

  /**
   * An engine for one tenant of a session factory.
   *
   * @param sessions whose sessions are the tenant's
   * @param databaseIdentity what tells the database from others; a tenant's may be a copy of
   *     another's, and have the same
   * @param tenant what tells the tenant from others of the factory; null where it has none
   * @param types the names of types, which all tenants share
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
      TypeNames types) {
    this.types = types;
    this.settings = settings;
    this.statistics = statistics;
    this.dictionaries = new Dictionaries(contents.domain(), contents.frames());
    this.values = new ValueBytes(json, settings.maxValueSize());
    long database = number(tenant == null ? databaseIdentity : databaseIdentity + "\0" + tenant);
    // Proxies of one factory share its memory.
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    this.memory = DatabaseMemories.memory(factory, databaseIdentity, database, caching.heapBytes());
    this.direct = new DirectReader(new ContentBytes(contents), memory, database, statistics);
    CachedClock clock = new CachedClock();
    CachedRows rows = CachedRows.of(sessions, database, direct);
    this.cached =
        new CachedRecords(caching.mode(), memory, rows, database, direct, clock, statistics);
    this.reader =
        new HotReader(
            caching.mode(),
            memory,
            database,
            cached,
            direct,
            values,
            contents,
            dictionaries,
            clock,
            statistics);
    InlineFrames frames = new InlineFrames(contents.frames(), dictionaries);
    this.writer = new RecordWriter(settings, contents, dictionaries, frames, cached);
    this.lonePut = new LonePut(settings, contents, dictionaries, frames, cached);
  }

  /** A number for a database, by which memory that several use tells its records from others'. */
  static long number(String databaseIdentity) {
    return UUID.nameUUIDFromBytes(databaseIdentity.getBytes(StandardCharsets.UTF_8))
        .getMostSignificantBits();
  }

  /** The store that runs its work by these transactions. */
  public RecordStore over(Transactions transactions) {
    return new SqlRecordStore(this, transactions);
  }

  /** The compression dictionaries of its collections. */
  public Dictionaries dictionaries() {
    return dictionaries;
  }

  /** Forgets every cached record, for the sake of changes made past this engine. */
  public void forgetCached() {
    cached.forgetAll();
  }

  /** Frees the memory that was used; other engines over the same factory fill it again. */
  public void close() {
    memory.heap().clear();
  }

  RecordSettings settings() {
    return settings;
  }

  StatisticsRecorder statistics() {
    return statistics;
  }

  TypeNames types() {
    return types;
  }

  ValueBytes values() {
    return values;
  }

  DirectReader direct() {
    return direct;
  }

  /** Where point reads go. */
  HotReader reader() {
    return reader;
  }

  RecordWriter writer() {
    return writer;
  }

  LonePut lonePut() {
    return lonePut;
  }

  /** Guesses whether the next put to a collection will create its records. */
  Forecast creation() {
    return creation;
  }
}
