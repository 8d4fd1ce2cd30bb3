package dev.coffer.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * Builds session factories over test databases like a host. Coffer adds its entities automatically.
 */
public final class SessionFactories {

  private SessionFactories() {}

  /** A factory over this database with the host's own entities. */
  public static SessionFactory over(TestDatabase database, Class<?>... entities) {
    return over(database, Map.of(), entities);
  }

  /** A factory over this database with settings and entities of the host. */
  public static SessionFactory over(
      TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("hibernate.connection.datasource", database.pooledDataSource());
    Properties properties = new Properties();
    properties.putAll(all);
    Configuration configuration = new Configuration().addProperties(properties);
    for (Class<?> entity : entities) {
      configuration.addAnnotatedClass(entity);
    }
    return configuration.buildSessionFactory();
  }
}
