package dev.coffer.bench.peer.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.bench.data.Item;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An entity over HikariCP, with a session and a transaction for each call. */
final class SessionShelf implements Shelf {

  private static final int FLUSH = 500;

  private final HikariDataSource pool;
  private final SessionFactory sessions;

  SessionShelf(String url) {
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(url);
    configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    configuration.setMinimumIdle(1);
    this.pool = new HikariDataSource(configuration);
    Properties properties = new Properties();
    properties.put("hibernate.connection.datasource", pool);
    properties.put("hibernate.hbm2ddl.auto", "create");
    properties.put("hibernate.jdbc.batch_size", "500");
    properties.put("hibernate.cache.use_second_level_cache", "false");
    this.sessions =
        new Configuration()
            .addProperties(properties)
            .addAnnotatedClass(ShelvedItem.class)
            .buildSessionFactory();
  }

  @Override
  public void put(String key, Item item) {
    sessions.inTransaction(session -> put(session, key, item));
  }

  @Override
  public void putAll(Map<String, Item> items) {
    sessions.inTransaction(
        session -> {
          session.byMultipleIds(ShelvedItem.class).multiLoad(items.keySet().toArray());
          items.forEach((key, item) -> put(session, key, item));
        });
  }

  @SuppressWarnings("NullAway") // The key may be absent.
  private static void put(Session session, String key, Item item) {
    ShelvedItem found = session.find(ShelvedItem.class, key);
    if (found == null) {
      session.persist(new ShelvedItem(key, ItemJson.write(item)));
    } else {
      found.changeTo(ItemJson.write(item));
    }
  }

  @Override
  public void load(Map<String, Item> items) {
    sessions.inTransaction(
        session -> {
          int rows = 0;
          for (Map.Entry<String, Item> each : items.entrySet()) {
            session.persist(new ShelvedItem(each.getKey(), ItemJson.write(each.getValue())));
            if (++rows % FLUSH == 0) {
              session.flush();
              session.clear();
            }
          }
        });
  }

  @Override
  public Item get(String key) {
    return sessions.fromTransaction(
        session -> ItemJson.read(session.find(ShelvedItem.class, key).content()));
  }

  @Override
  public void change(String key, UnaryOperator<Item> function) {
    sessions.inTransaction(
        session -> {
          ShelvedItem found = session.find(ShelvedItem.class, key);
          found.changeTo(ItemJson.write(function.apply(ItemJson.read(found.content()))));
        });
  }

  @Override
  public void close() {
    sessions.close();
    pool.close();
  }
}
