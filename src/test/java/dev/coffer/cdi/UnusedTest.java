package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.cdi.Application.Bystander;
import dev.coffer.cdi.Application.Unit;
import dev.coffer.testing.RecordedLog;
import dev.coffer.testing.RecordedStatements;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The dependency changes nothing for an application of CDI that injects nothing of Coffer. */
class UnusedTest {

  /** An entity of the application. */
  @Entity(name = "Visit")
  @Cacheable
  static class Visit {
    @Id @GeneratedValue long id;
    String reason = "vaccination";
  }

  @ParameterizedTest
  @CsvSource({"hsqldb,create", "hsqldb,update", "h2,create", "h2,update"})
  void anUnsupportedDatabaseStillWorks(String product, String schema) throws SQLException {
    String prefix = UUID.randomUUID().toString();
    String url = "jdbc:" + product + ":mem:" + prefix;
    RecordedStatements statements = new RecordedStatements();
    RecordedLog log = new RecordedLog("dev.coffer", Level.INFO);
    try (Connection alive = DriverManager.getConnection(url, "sa", "");
        log) {
      DataSource source = statements.around(new DriverManagerDataSource(url, "sa", ""));
      try (SessionFactory factory = factory(source, schema, prefix)) {
        Application.current = factory;
        try (WeldContainer container = Application.run(Unit.class, Bystander.class)) {
          assertThat(container.select(Bystander.class).isResolvable()).isTrue();
          assertThat(container.select(Coffer.class).isResolvable()).isTrue();
          factory.inTransaction(session -> session.persist(new Visit()));
          assertThat(
                  factory.<Long>fromTransaction(
                      session ->
                          session
                              .createQuery("select count(v) from Visit v", Long.class)
                              .getSingleResult()))
              .isEqualTo(1);
          assertThat(regions(factory, prefix))
              .containsExactly(prefix + "." + Visit.class.getName());
        }
      }
      assertThat(tables(alive)).contains("visit").noneMatch(table -> table.contains("coffer"));
    }
    assertThat(statements.texts()).noneMatch(text -> text.contains("coffer"));
    assertThat(log.texts()).isEmpty();
  }

  private static SessionFactory factory(DataSource source, String schema, String prefix) {
    return new Configuration()
        .setProperty("hibernate.hbm2ddl.auto", schema)
        .setProperty("hibernate.cache.use_second_level_cache", "true")
        .setProperty("hibernate.cache.region.factory_class", "jcache")
        .setProperty("hibernate.cache.region_prefix", prefix)
        .setProperty("hibernate.javax.cache.missing_cache_strategy", "create")
        .addProperties(properties(source))
        .addAnnotatedClass(Visit.class)
        .buildSessionFactory();
  }

  private static Properties properties(DataSource source) {
    Properties properties = new Properties();
    properties.put("hibernate.connection.datasource", source);
    return properties;
  }

  private static List<String> regions(SessionFactory factory, String prefix) {
    JCacheRegionFactory regions =
        (JCacheRegionFactory)
            factory.unwrap(SessionFactoryImplementor.class).getCache().getRegionFactory();
    return StreamSupport.stream(regions.getCacheManager().getCacheNames().spliterator(), false)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var rows = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return tables;
  }
}
