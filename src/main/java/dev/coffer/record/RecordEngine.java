package dev.coffer.record;

import dev.coffer.cache.RecordCacheMode;
import dev.coffer.content.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;

/**
 * What all record stores of one Coffer share: its settings, the names of types, the way values
 * become bytes, and the cache. One for each Coffer; thread-safe.
 */
public final class RecordEngine {
  private final RecordSettings settings;
  private final ContentEngine contents;
  private final StatisticsRecorder statistics;
  private final TypeNames types = new TypeNames();
  private final ValueBytes values;
  private final DirectReader direct;
  private final RecordCache cache;
  private final RecordWriter writer;

  /**
   * An engine that reads records from the database each time.
   *
   * @param json asked for when the first value needs it, so that bytes need no JSON library
   */
  public RecordEngine(
      RecordSettings settings,
      ContentEngine contents,
      Supplier<JsonMapping> json,
      StatisticsRecorder statistics) {
    this(settings, contents, json, statistics, NoCache::new);
  }

  /**
   * An engine whose point reads go through the second-level cache of a factory.
   *
   * @param databaseIdentity what tells the database from others that share the cache
   * @param json asked for when the first value needs it, so that bytes need no JSON library
   */
  public RecordEngine(
      RecordSettings settings,
      ContentEngine contents,
      Supplier<JsonMapping> json,
      StatisticsRecorder statistics,
      RecordCacheMode mode,
      SessionFactory sessions,
      String databaseIdentity) {
    this(
        settings,
        contents,
        json,
        statistics,
        direct -> CachedRecords.of(mode, sessions, databaseIdentity, direct, statistics));
  }

  /** An engine whose point reads go through a cache in front of the reader it is given. */
  RecordEngine(
      RecordSettings settings,
      ContentEngine contents,
      Supplier<JsonMapping> json,
      StatisticsRecorder statistics,
      Function<DirectReader, RecordCache> caching) {
    this.settings = settings;
    this.contents = contents;
    this.statistics = statistics;
    this.values = new ValueBytes(json, settings.maxValueSize());
    this.direct = new DirectReader(new ContentBytes(contents), statistics);
    this.cache = caching.apply(direct);
    this.writer = new RecordWriter(settings, contents, cache);
  }

  /** The store that runs its work by these transactions. */
  public RecordStore over(Transactions transactions) {
    return new SqlRecordStore(this, transactions);
  }

  /** Forgets every cached record, for the sake of changes made past this engine. */
  public void forgetCached() {
    cache.forgetAll();
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

  ContentEngine contents() {
    return contents;
  }

  DirectReader direct() {
    return direct;
  }

  /** Where point reads go. */
  RecordReader reader() {
    return cache;
  }

  RecordWriter writer() {
    return writer;
  }
}
