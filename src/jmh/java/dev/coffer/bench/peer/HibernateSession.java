package dev.coffer.bench.peer;

import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.Json;
import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.server.Schema;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

/** An entity with a {@code @Lob}, a session and a transaction for each call. */
final class HibernateSession implements Records {

  private static final int FLUSH = 500;

  private final HibernateFactory factory;

  HibernateSession(Schema schema) {
    PlainTable.create(schema, "");
    this.factory = new HibernateFactory(schema, Map.of(), Plain.class);
  }

  @Override
  public void load(List<Entry> entries) {
    inTransaction(
        session -> {
          int rows = 0;
          for (Entry entry : entries) {
            session.persist(new Plain(entry.key(), entry.bytes()));
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
        inTransaction(session -> session.persist(new Plain(key, Json.write(value))));
      }

      @Override
      public void update(String key, Option value) {
        inTransaction(session -> session.find(Plain.class, key).changeTo(Json.write(value)));
      }

      @Override
      public Option get(String key) {
        return callInTransaction(session -> Json.read(session.find(Plain.class, key).value()));
      }

      @Override
      public int scan(String from, int count) {
        return factory
            .sessions()
            .fromTransaction(session -> Scans.read(session, Plain.class, from, count));
      }

      @Override
      public void change(String key, UnaryOperator<Option> function) {
        inTransaction(
            session -> {
              Plain plain = session.find(Plain.class, key, LockModeType.PESSIMISTIC_WRITE);
              plain.changeTo(Json.write(function.apply(Json.read(plain.value()))));
            });
      }
    };
  }

  private void inTransaction(Consumer<Session> work) {
    factory.sessions().inTransaction(work);
  }

  private <T> T callInTransaction(Function<Session, T> work) {
    return factory.sessions().fromTransaction(work);
  }

  @Override
  public void close() {
    factory.close();
  }
}
