package dev.coffer.bench.peer;

import dev.coffer.Coffer;
import dev.coffer.CofferBuilder;
import dev.coffer.bench.server.Schema;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.opener.StandaloneOpener;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordSettings;
import jakarta.persistence.EntityManagerFactory;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/**
 * A Coffer over a database, opened as {@link Coffer#open} does, with the JSON library of the other
 * contestants.
 */
final class OpenCoffer implements AutoCloseable {

  /** Enough for all values, because the second-level cache beside it has no bound. */
  private static final long HEAP_CACHE = 1L << 30;

  private final OpenedDatabase database;
  private final Configuration configuration;
  private final Coffer coffer;

  private OpenCoffer(
      Schema schema,
      UnaryOperator<DatabaseSettings> more,
      Configuration configuration,
      RecordCacheMode cache) {
    DatabaseSettings settings =
        more.apply(
            DatabaseSettings.of(schema.url())
                .withUser(schema.user())
                .withPassword(schema.password())
                .withPoolSize(Schema.POOL_SIZE));
    this.database =
        ServiceLoader.load(StandaloneOpener.class).findFirst().orElseThrow().open(settings);
    this.configuration = configuration;
    this.coffer = builder().recordCache(cache).heapCache(HEAP_CACHE).build();
  }

  private CofferBuilder builder() {
    return configuration
        .applyTo(Coffer.over(database.entityManagerFactory()))
        .json(Jackson2Mapping.create());
  }

  /** A Coffer with its default caches. */
  static OpenCoffer withCaches(Schema schema, Configuration configuration, RecordCacheMode cache) {
    return new OpenCoffer(schema, UnaryOperator.identity(), configuration, cache);
  }

  /** A Coffer without caches, which reads from the database. */
  static OpenCoffer withoutCaches(Schema schema, Configuration configuration) {
    return new OpenCoffer(
        schema, settings -> settings.withCache(0, 0), configuration, RecordCacheMode.OFF);
  }

  Coffer coffer() {
    return coffer;
  }

  /**
   * Another Coffer over the same database that makes no contents. When it has deleted its records,
   * it leaves nothing that would change a measurement of the disk.
   */
  Coffer keepingAllInRecords() {
    return builder()
        .recordCache(RecordCacheMode.OFF)
        .records(RecordSettings.defaults().withInlineLimit(RecordSettings.LARGEST_INLINE_LIMIT))
        .build();
  }

  EntityManagerFactory entityManagerFactory() {
    return database.entityManagerFactory();
  }

  @Override
  public void close() {
    coffer.close();
    database.closer().run();
  }
}
