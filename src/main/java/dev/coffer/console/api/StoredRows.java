package dev.coffer.console.api;

import dev.coffer.console.http.RefusedRequestException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.hibernate.QueryTimeoutException;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Queries on Coffer's tables, for what the stores do not tell. Each runs on an entity manager of
 * its own. Thread-safe.
 */
final class StoredRows {
  private final EntityManagerFactory entityManagerFactory;
  private final Scans scans;
  private final Duration patience;

  /**
   * Queries of a persistence unit.
   *
   * @param scans limits the queries that sort
   * @param patience the time after which the database stops a query that sorts, in whole seconds
   */
  StoredRows(EntityManagerFactory entityManagerFactory, Scans scans, Duration patience) {
    this.entityManagerFactory = entityManagerFactory;
    this.scans = scans;
    this.patience = patience;
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

  /** A query on a connection, which the database stops with an exception after some time. */
  @FunctionalInterface
  interface Sorting<R> {
    R read(Connection connection, Duration patience) throws SQLException;
  }

  /**
   * Reads by a query that sorts rows for which there is no index.
   *
   * @throws RefusedRequestException if the database has stopped the query, or if enough such
   *     queries are running
   */
  <R> R sort(Sorting<R> query) {
    try {
      return scans.run(
          () ->
              read(
                  queries ->
                      queries
                          .unwrap(Session.class)
                          .doReturningWork(connection -> query.read(connection, patience))));
    } catch (QueryTimeoutException e) {
      throw new RefusedRequestException(
          409,
          "The database has not sorted these rows within "
              + patience.toSeconds()
              + " s, because no index has this order. Narrow the range, or choose another order.");
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
