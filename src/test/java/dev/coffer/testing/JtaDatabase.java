package dev.coffer.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.hibernate.engine.transaction.jta.platform.internal.JBossStandAloneJtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/**
 * A test database in a container of Jakarta EE. The connections of its pool take part in the JTA
 * transaction of the thread, and refuse other commits.
 */
public final class JtaDatabase implements AutoCloseable {

  private static final int POOL_SIZE = 8;

  private final TransactionManager manager =
      com.arjuna.ats.jta.TransactionManager.transactionManager();
  private final AgroalDataSource dataSource;

  public JtaDatabase(TestDatabase database) {
    try {
      dataSource = AgroalDataSource.from(configuration(database));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private AgroalDataSourceConfigurationSupplier configuration(TestDatabase database) {
    return new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(
            pool ->
                pool.maxSize(POOL_SIZE)
                    .transactionIntegration(
                        new NarayanaTransactionIntegration(
                            manager,
                            com.arjuna
                                .ats
                                .jta
                                .common
                                .jtaPropertyManager
                                .getJTAEnvironmentBean()
                                .getTransactionSynchronizationRegistry()))
                    .connectionFactoryConfiguration(
                        connections ->
                            connections
                                .jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password()))));
  }

  public TransactionManager manager() {
    return manager;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** A session factory of a persistence unit whose transactions are the container's. */
  public SessionFactory sessions(Class<?>... entities) {
    return builder(new JBossStandAloneJtaPlatform(), entities).build();
  }

  /**
   * A session factory whose sessions refuse to begin or end these transactions, like that of
   * WildFly.
   */
  public SessionFactory strictSessions(Class<?>... entities) {
    SessionFactoryBuilderImplementor builder = builder(new JBossStandAloneJtaPlatform(), entities);
    builder.disableJtaTransactionAccess();
    return builder.build();
  }

  /** A session factory that accesses the transactions by this platform. */
  public SessionFactory sessionsOn(JtaPlatform platform) {
    return builder(platform).build();
  }

  private SessionFactoryBuilderImplementor builder(JtaPlatform platform, Class<?>... entities) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.connection.datasource", dataSource);
    settings.put("hibernate.transaction.coordinator_class", "jta");
    settings.put("hibernate.transaction.jta.platform", platform);
    settings.put("hibernate.jpa.compliance.transaction", true);
    MetadataSources sources =
        new MetadataSources(new StandardServiceRegistryBuilder().applySettings(settings).build());
    for (Class<?> entity : entities) {
      sources.addAnnotatedClass(entity);
    }
    return (SessionFactoryBuilderImplementor) sources.buildMetadata().getSessionFactoryBuilder();
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
