package dev.coffer.console.api;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Queries on Coffer's entities, for what the stores do not tell. Each runs on an entity manager of
 * its own. Thread-safe.
 */
final class StoredRows {
  private final EntityManagerFactory entityManagerFactory;

  StoredRows(EntityManagerFactory entityManagerFactory) {
    this.entityManagerFactory = entityManagerFactory;
  }

  /** Reads by queries. */
  <R> R read(Function<EntityManager, R> queries) {
    EntityManager entityManager = entityManagerFactory.createEntityManager();
    try {
      return queries.apply(entityManager);
    } finally {
      entityManager.close();
    }
  }

  /** The value of a column for a time. */
  static LocalDateTime column(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  /** The number in a column; 0 for none. */
  static long number(@Nullable Object column) {
    return column == null ? 0 : ((Number) column).longValue();
  }
}
