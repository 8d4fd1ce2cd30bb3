package dev.coffer.record;

import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.record.cache.HeldWork;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.hibernate.SessionFactory;

/**
 * A node on a database: a session factory with a second-level cache and a record engine. Nodes
 * without an identity of the database share no memory, like separate processes.
 */
public final class CachingNode implements AutoCloseable {

  private static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");

  private final StatisticsRecorder statistics = new StatisticsRecorder();
  private final Dialect dialect;
  private final String identity;
  private final SecondLevelCache cache;
  private final AtomicLong connections = new AtomicLong();
  private final SessionFactory sessions;
  private final RecordEngine engine;
  private final OwnTransactions own;

  /** A node with only a second-level cache. */
  public CachingNode(TestDatabase target, RecordCacheMode mode) {
    this(target, mode, new CacheSizes(0, 16L << 20, 64L << 20), Map.of());
  }

  /** A node with only a second-level cache, of this size. */
  CachingNode(
      TestDatabase target, RecordCacheMode mode, CacheSizes sizes, Map<String, Object> settings) {
    this(
        target,
        new RecordCaching(mode, 0),
        new EhcacheProvider().open(sizes, null, "test"),
        UUID.randomUUID().toString(),
        settings);
  }

  /** A node with values on the heap and a second-level cache. */
  static CachingNode withHeap(TestDatabase target, RecordCacheMode mode) {
    return withHeap(target, mode, Map.of());
  }

  /** A node with values on the heap, and these settings of Hibernate. */
  static CachingNode withHeap(
      TestDatabase target, RecordCacheMode mode, Map<String, Object> settings) {
    CacheSizes sizes = new CacheSizes(0, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20);
    return new CachingNode(
        target,
        new RecordCaching(mode, 1L << 20),
        new EhcacheProvider().open(sizes, null, "test"),
        UUID.randomUUID().toString(),
        settings);
  }

  /** A node on a database of this identity, with a shared cache. */
  CachingNode(
      TestDatabase target,
      RecordCaching caching,
      SecondLevelCache cache,
      String identity,
      Map<String, Object> settings) {
    this.dialect = target.dialect();
    this.identity = identity;
    this.cache = cache;
    Map<String, Object> all = new HashMap<>(cache.hibernateSettings());
    all.put("hibernate.cache.use_second_level_cache", "true");
    all.put("hibernate.generate_statistics", "true");
    all.put(
        "hibernate.connection.datasource", target.pooledDataSource(connections::incrementAndGet));
    all.putAll(settings);
    this.sessions = SessionFactories.over(target, all);
    this.own = new OwnTransactions(sessions, dialect, WRITABLE, statistics);
    this.engine =
        new RecordEngine(
            RecordFixture.SETTINGS,
            new ContentEngine(ContentSettings.defaults(), statistics),
            TestJson::new,
            statistics,
            caching,
            sessions,
            identity);
  }

  RecordRepository<byte[], String> records(String collection) {
    return store().records(collection, byte[].class);
  }

  /** A store that runs each call in a transaction of its own. */
  RecordStore store() {
    return engine.over(own);
  }

  /** A store in the transaction of a host. */
  RecordStore in(EntityManager manager) {
    return engine.over(new HostTransactions(manager, dialect, WRITABLE));
  }

  /** Another engine over the same factory, like that of a second Coffer. */
  RecordRepository<byte[], String> recordsOfAnother(RecordCacheMode mode, String collection) {
    return new RecordEngine(
            RecordFixture.SETTINGS,
            new ContentEngine(ContentSettings.defaults(), statistics),
            TestJson::new,
            statistics,
            new RecordCaching(mode, 0),
            sessions,
            identity)
        .over(own)
        .records(collection, byte[].class);
  }

  /** Runs work in a host's transaction that is then committed or rolled back. */
  void inHost(
      String collection,
      boolean commit,
      BiConsumer<RecordRepository<byte[], String>, EntityManager> work) {
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      try {
        work.accept(
            engine
                .over(new HostTransactions(manager, dialect, WRITABLE))
                .records(collection, byte[].class),
            manager);
        if (commit) {
          manager.getTransaction().commit();
        }
      } finally {
        if (manager.getTransaction().isActive()) {
          manager.getTransaction().rollback();
        }
      }
    }
  }

  /** Fences a key like a put in progress, until the work ends. */
  HeldWork putUnderWay(String collection, String key) {
    return HeldWork.put(sessions, identity, collection, key);
  }

  /** The number of connections that Hibernate has acquired. Without a connection it runs no SQL. */
  public long connections() {
    return connections.get();
  }

  long answeredBy(CacheTier tier) {
    return statistics.snapshot().reads().getOrDefault(tier, 0L);
  }

  void forgetCached() {
    engine.forgetCached();
  }

  public OwnTransactions own() {
    return own;
  }

  SessionFactory sessions() {
    return sessions;
  }

  @Override
  public void close() {
    sessions.close();
    cache.close();
  }
}
