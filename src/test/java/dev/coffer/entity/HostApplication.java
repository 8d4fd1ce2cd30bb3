package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * An application with its own entities and settings, without a reference to Coffer's mapping. It
 * records the statements of Hibernate.
 */
final class HostApplication implements AutoCloseable {
  private final EntityManagerFactory factory;
  private final List<String> statements;

  private HostApplication(EntityManagerFactory factory, List<String> statements) {
    this.factory = factory;
    this.statements = statements;
  }

  /** Starts it on a database. */
  static HostApplication on(
      TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
    List<String> statements = Collections.synchronizedList(new ArrayList<>());
    Map<String, Object> all = new HashMap<>(settings);
    // Hibernate enables the cache if it finds a provider.
    all.putIfAbsent(AvailableSettings.USE_SECOND_LEVEL_CACHE, false);
    all.put(
        AvailableSettings.STATEMENT_INSPECTOR,
        (StatementInspector)
            sql -> {
              statements.add(sql);
              return sql;
            });
    EntityManagerFactory factory =
        new HibernatePersistenceProvider()
            .createContainerEntityManagerFactory(unit(database, entities), all);
    return new HostApplication(factory, statements);
  }

  /** The persistence unit of such an application. */
  static PersistenceUnitInfo unit(TestDatabase database, Class<?>... entities) {
    return new Unit(database.dataSource(), Arrays.stream(entities).map(Class::getName).toList());
  }

  EntityManagerFactory factory() {
    return factory;
  }

  /** Runs work in a new transaction and a new persistence context. */
  <T> T call(Function<EntityManager, T> work) {
    try (EntityManager entityManager = factory.createEntityManager()) {
      entityManager.getTransaction().begin();
      try {
        T result = work.apply(entityManager);
        entityManager.getTransaction().commit();
        return result;
      } finally {
        if (entityManager.getTransaction().isActive()) {
          entityManager.getTransaction().rollback();
        }
      }
    }
  }

  void run(Consumer<EntityManager> work) {
    call(
        entityManager -> {
          work.accept(entityManager);
          return Boolean.TRUE;
        });
  }

  /** The statements since the last call of this method. */
  List<String> statements() {
    List<String> sent = List.copyOf(statements);
    statements.clear();
    return sent;
  }

  @Override
  public void close() {
    factory.close();
  }

  private record Unit(DataSource source, List<String> classes) implements PersistenceUnitInfo {
    @Override
    public String getPersistenceUnitName() {
      return "host";
    }

    @Override
    public String getPersistenceProviderClassName() {
      return HibernatePersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
      return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
      return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
      return source;
    }

    @Override
    public List<String> getMappingFileNames() {
      return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
      return List.of();
    }

    @Override
    public @Nullable URL getPersistenceUnitRootUrl() {
      return null;
    }

    @Override
    public List<String> getManagedClassNames() {
      return classes;
    }

    @Override
    public boolean excludeUnlistedClasses() {
      return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
      return SharedCacheMode.ENABLE_SELECTIVE;
    }

    @Override
    public ValidationMode getValidationMode() {
      return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
      return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
      return "3.1";
    }

    @Override
    public ClassLoader getClassLoader() {
      return HostApplication.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {}

    @Override
    public ClassLoader getNewTempClassLoader() {
      return getClassLoader();
    }
  }
}
