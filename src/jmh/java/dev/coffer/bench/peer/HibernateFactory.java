package dev.coffer.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.bench.server.Schema;
import java.util.Map;
import java.util.Properties;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A session factory of a plain application over its own pool. */
final class HibernateFactory implements AutoCloseable {

  private final HikariDataSource pool;
  private final SessionFactory sessions;

  HibernateFactory(Schema schema, Map<String, String> settings, Class<?> entity) {
    this.pool = schema.pool("");
    Properties properties = new Properties();
    properties.put("hibernate.connection.datasource", pool);
    properties.put("hibernate.hbm2ddl.auto", "none");
    properties.put("hibernate.jdbc.batch_size", "500");
    properties.put("hibernate.cache.use_second_level_cache", "false");
    properties.putAll(settings);
    this.sessions =
        new Configuration()
            .addProperties(properties)
            .addAnnotatedClass(entity)
            .buildSessionFactory();
  }

  SessionFactory sessions() {
    return sessions;
  }

  @Override
  public void close() {
    sessions.close();
    pool.close();
  }
}
