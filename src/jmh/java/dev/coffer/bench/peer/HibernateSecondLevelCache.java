package dev.coffer.bench.peer;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.Json;
import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.server.Schema;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/**
 * A cached entity, with Ehcache by JCache and a region without a bound on the heap. A get outside
 * of a transaction is a find in a new session. A hit answers it without the database.
 */
final class HibernateSecondLevelCache implements Records {

  private static final int FLUSH = 500;

  private final HibernateFactory factory;

  HibernateSecondLevelCache(Schema schema) {
    PlainTable.create(schema, "");
    this.factory =
        new HibernateFactory(
            schema,
            Map.of(
                "hibernate.cache.use_second_level_cache", "true",
                "hibernate.cache.region.factory_class", "jcache",
                "hibernate.javax.cache.provider", "org.ehcache.jsr107.EhcacheCachingProvider",
                "hibernate.javax.cache.missing_cache_strategy", "create"),
            CachedPlain.class);
  }

  @Override
  public void load(List<Entry> entries) {
    factory
        .sessions()
        .inTransaction(
            session -> {
              int rows = 0;
              for (Entry entry : entries) {
                session.persist(new CachedPlain(entry.key(), entry.bytes()));
                if (++rows % FLUSH == 0) {
                  session.flush();
                  session.clear();
                }
              }
            });
  }

  @Override
  public void loadTyped(List<TypedEntry> entries) {
    load(entries.stream().map(e -> new Entry(e.key(), Json.write(e.value()))).toList());
  }

  @Override
  public Client client() {
    return new Client() {
      @Override
      public void insert(String key, Option value) {
        factory
            .sessions()
            .inTransaction(session -> session.persist(new CachedPlain(key, Json.write(value))));
      }

      @Override
      public void update(String key, Option value) {
        factory
            .sessions()
            .inTransaction(
                session -> session.find(CachedPlain.class, key).changeTo(Json.write(value)));
      }

      @Override
      public Option get(String key) {
        try (Session session = factory.sessions().openSession()) {
          return Json.read(session.find(CachedPlain.class, key).value());
        }
      }

      @Override
      public int scan(String from, int count) {
        return factory
            .sessions()
            .fromSession(session -> Scans.read(session, CachedPlain.class, from, count));
      }
    };
  }

  @Override
  public TransactionalClient inTransaction() {
    Session session = factory.sessions().openSession();
    session.beginTransaction();
    return new TransactionalClient(
        session,
        key -> {
          session.clear();
          return Json.read(session.find(CachedPlain.class, key).value());
        });
  }

  @Override
  public void close() {
    factory.close();
  }
}
