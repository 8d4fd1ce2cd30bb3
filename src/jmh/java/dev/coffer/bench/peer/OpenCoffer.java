package dev.coffer.bench.peer;

import dev.coffer.Coffer;
import dev.coffer.bench.server.Schema;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.opener.StandaloneOpener;
import dev.coffer.record.RecordCacheMode;
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
    this.coffer =
        Coffer.over(database.entityManagerFactory())
            .records(configuration.settings())
            .recordCache(cache)
            .heapCache(HEAP_CACHE)
            .build();
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

  EntityManagerFactory entityManagerFactory() {
    return database.entityManagerFactory();
  }

  @Override
  public void close() {
    coffer.close();
    database.closer().run();
  }
}
