package dev.coffer.standalone;

import dev.coffer.cache.SecondLevelCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.jspecify.annotations.Nullable;

/** Starts Hibernate by code. Coffer's own mapping contributor adds its classes. */
final class Bootstrap {

  private Bootstrap() {}

  static SessionFactory sessionFactory(
      DataSource dataSource, @Nullable SecondLevelCache cache, Collection<Class<?>> entities) {
    StandardServiceRegistry registry =
        new StandardServiceRegistryBuilder()
            .applySettings(settings(dataSource, cache, entities))
            .build();
    try {
      MetadataSources sources = new MetadataSources(registry);
      entities.forEach(sources::addAnnotatedClass);
      return sources.buildMetadata().buildSessionFactory();
    } catch (RuntimeException | Error e) {
      StandardServiceRegistryBuilder.destroy(registry);
      throw e;
    }
  }

  private static Map<String, Object> settings(
      DataSource dataSource, @Nullable SecondLevelCache cache, Collection<Class<?>> entities) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.connection.datasource", dataSource);
    settings.put("hibernate.hbm2ddl.auto", "none");
    settings.put("hibernate.jdbc.time_zone", "UTC");
    settings.put("hibernate.cache.use_query_cache", "false");
    settings.put("hibernate.cache.use_second_level_cache", String.valueOf(cache != null));
    if (entities.isEmpty()) {
      // Otherwise Hibernate creates a mapper of a JSON library at each start.
      settings.put("hibernate.type.json_format_mapper", NoJsonAttributes.INSTANCE);
    }
    if (cache != null) {
      settings.putAll(cache.hibernateSettings());
    }
    return settings;
  }
}
