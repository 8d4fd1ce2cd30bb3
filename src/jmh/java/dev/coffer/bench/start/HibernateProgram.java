package dev.coffer.bench.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Opens a database by HikariCP and Hibernate, and reads an entity. */
final class HibernateProgram {

  private HibernateProgram() {}

  /** The URL, the user and the password of a database; {@code create} for its first run. */
  public static void main(String[] arguments) {
    Stopwatch stopwatch = new Stopwatch();
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(arguments[0]);
    configuration.setUsername(arguments[1]);
    configuration.setPassword(arguments[2]);
    configuration.setMinimumIdle(1);
    try (HikariDataSource pool = new HikariDataSource(configuration)) {
      Properties properties = new Properties();
      properties.put("hibernate.connection.datasource", pool);
      properties.put("hibernate.hbm2ddl.auto", arguments.length > 3 ? "update" : "none");
      properties.put("hibernate.cache.use_second_level_cache", "false");
      Configuration hibernate = new Configuration().addProperties(properties);
      FiveEntities.ALL.forEach(hibernate::addAnnotatedClass);
      try (SessionFactory sessions = hibernate.buildSessionFactory()) {
        stopwatch.opened();
        sessions.inTransaction(session -> session.find(FiveEntities.First.class, 1L));
        stopwatch.used();
      }
    }
  }
}
