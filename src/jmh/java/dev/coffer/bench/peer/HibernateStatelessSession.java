package dev.coffer.bench.peer;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.Json;
import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.server.Schema;
import java.util.List;
import java.util.Map;

/** The same entity by a stateless session for each call, in a transaction. */
final class HibernateStatelessSession implements Records {

  private static final int BATCH = 500;

  private final HibernateFactory factory;

  HibernateStatelessSession(Schema schema) {
    PlainTable.create(schema, "");
    this.factory = new HibernateFactory(schema, Map.of(), Plain.class);
  }

  @Override
  public void load(List<Entry> entries) {
    factory
        .sessions()
        .inStatelessTransaction(
            session -> {
              session.setJdbcBatchSize(BATCH);
              entries.forEach(entry -> session.insert(new Plain(entry.key(), entry.bytes())));
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
            .inStatelessTransaction(session -> session.insert(new Plain(key, Json.write(value))));
      }

      @Override
      public void update(String key, Option value) {
        factory
            .sessions()
            .inStatelessTransaction(session -> session.update(new Plain(key, Json.write(value))));
      }

      @Override
      public Option get(String key) {
        return factory
            .sessions()
            .fromStatelessTransaction(
                session -> {
                  @SuppressWarnings("NullAway") // Keys that are asked for are there.
                  Plain plain = session.get(Plain.class, key);
                  return Json.read(plain.value());
                });
      }

      @Override
      public int scan(String from, int count) {
        return factory
            .sessions()
            .fromStatelessTransaction(session -> Scans.read(session, Plain.class, from, count));
      }
    };
  }

  @Override
  public void close() {
    factory.close();
  }
}
