package dev.coffer;

import dev.coffer.api.ClosedException;
import dev.coffer.cache.CacheReader;
import dev.coffer.hibernate.HostCache;
import dev.coffer.opener.PoolReader;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.replica.ReplicaSettings;
import dev.coffer.stats.CacheState;
import dev.coffer.stats.PoolState;
import dev.coffer.stats.Resources;
import dev.coffer.tx.HostDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A look at the connections and the caches of one database. It runs no statement. Thread-safe.
 *
 * <p>The readers are found by the first look, because most instances are never asked.
 */
final class ResourceSurvey {

  private final SessionFactory sessions;
  private final RecordEngine records;
  private final List<ReplicaSettings.Source> replicas;
  private volatile @Nullable Readers readers;

  /** What reads the pools and the caches of the libraries that are on the class path. */
  private record Readers(List<PoolReader> pools, List<CacheReader> caches) {

    static Readers find() {
      return new Readers(
          available(PoolReader.class, PoolReader::isAvailable),
          available(CacheReader.class, CacheReader::isAvailable));
    }

    private static <R> List<R> available(Class<R> type, Predicate<R> isAvailable) {
      return ServiceLoader.load(type, type.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .filter(isAvailable)
          .toList();
    }
  }

  ResourceSurvey(
      SessionFactory sessions, RecordEngine records, List<ReplicaSettings.Source> replicas) {
    this.sessions = sessions;
    this.records = records;
    this.replicas = List.copyOf(replicas);
  }

  /**
   * Looks.
   *
   * @throws ClosedException if the session factory is closed
   */
  Resources now() {
    if (sessions.isClosed()) {
      throw new ClosedException("This Coffer is closed; build a new one.");
    }
    List<PoolState> pools = new ArrayList<>();
    List<CacheState> caches = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    HostDataSource.of(sessions)
        .ifPresentOrElse(
            source -> addPool("primary", source, pools, unseen),
            () ->
                unseen.add(
                    "The connections of 'primary' are not shown, because the session factory has no"
                        + " single data source."));
    replicas.forEach(each -> addPool(each.name(), each.dataSource(), pools, unseen));
    caches.add(records.heapState());
    addRegions(caches, unseen);
    return new Resources(pools, caches, unseen);
  }

  private Readers readers() {
    Readers known = readers;
    if (known == null) {
      known = Readers.find();
      readers = known;
    }
    return known;
  }

  private void addPool(
      String server, DataSource source, List<PoolState> pools, List<String> unseen) {
    Optional<PoolState> found =
        readers().pools().stream().flatMap(each -> each.read(server, source).stream()).findFirst();
    found.ifPresentOrElse(
        pools::add,
        () ->
            unseen.add(
                "The connections of '"
                    + server
                    + "' are not shown, because "
                    + source.getClass().getName()
                    + " leads to no pool of HikariCP."));
  }

  private void addRegions(List<CacheState> caches, List<String> unseen) {
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    if (!HostCache.isEnabled(factory)) {
      return;
    }
    readers().caches().stream()
        .flatMap(each -> each.read(factory).stream())
        .findFirst()
        .ifPresentOrElse(
            caches::addAll,
            () ->
                unseen.add(
                    "The second-level cache is not shown, because it is not Ehcache 3 behind"
                        + " JCache."));
  }
}
