package dev.coffer.bench.peer;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.OpenedDatabase;
import dev.coffer.StandaloneOpener;
import dev.coffer.bench.server.Schema;
import dev.coffer.cache.RecordCacheMode;
import dev.coffer.format.jackson.Jackson2Mapping;
import jakarta.persistence.EntityManagerFactory;
import java.util.ServiceLoader;

/**
 * A Coffer over a database, opened as {@link Coffer#open} does, with the library for JSON that the
 * other contestants use.
 */
final class OpenCoffer implements AutoCloseable {

  private final OpenedDatabase database;
  private final Coffer coffer;

  OpenCoffer(Schema schema, Configuration configuration, RecordCacheMode cache) {
    OpenSettings settings =
        OpenSettings.of(schema.url())
            .withUser(schema.user())
            .withPassword(schema.password())
            .withPoolSize(Schema.POOL_SIZE);
    this.database =
        ServiceLoader.load(StandaloneOpener.class).findFirst().orElseThrow().open(settings);
    this.coffer =
        configuration
            .applyTo(Coffer.over(database.entityManagerFactory()))
            .json(Jackson2Mapping.create())
            .recordCache(cache)
            .build();
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
