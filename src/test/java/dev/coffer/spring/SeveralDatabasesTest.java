package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with two databases. */
class SeveralDatabasesTest {

  private TestDatabase orders;
  private TestDatabase archive;

  @BeforeEach
  void create() {
    orders = TestDatabase.h2();
    archive = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    orders.close();
    archive.close();
  }

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withUserConfiguration(BareApplication.class, TwoDatabases.class)
        .withBean("orders", DataSource.class, orders::dataSource)
        .withBean("archive", DataSource.class, archive::dataSource)
        .withPropertyValues(
            "spring.liquibase.enabled=false",
            "spring.flyway.enabled=false",
            "spring.data.jpa.repositories.enabled=false");
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoDatabases {
    @Bean
    LocalContainerEntityManagerFactoryBean ordersFactory(@Qualifier("orders") DataSource source) {
      return factory(source);
    }

    @Bean
    LocalContainerEntityManagerFactoryBean archiveFactory(@Qualifier("archive") DataSource source) {
      return factory(source);
    }

    private static LocalContainerEntityManagerFactoryBean factory(DataSource source) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(source);
      factory.setPackagesToScan("dev.coffer.spring.bare");
      factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      return factory;
    }

    @Bean
    PlatformTransactionManager ordersTransactions(
        @Qualifier("ordersFactory") EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }

    @Bean
    PlatformTransactionManager archiveTransactions(
        @Qualifier("archiveFactory") EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }
  }

  @Test
  void theNamedDatabaseIsUsedAndItsTransactionsAreJoined() {
    application()
        .withPropertyValues(
            "coffer.entity-manager-factory=archiveFactory", "coffer.data-source=archive")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              inRolledBackTransaction(context, "ordersTransactions", "a");
              inRolledBackTransaction(context, "archiveTransactions", "b");

              Coffer coffer = context.getBean(Coffer.class);
              assertThat(coffer.records("c", byte[].class).exists("a")).isTrue();
              assertThat(coffer.records("c", byte[].class).exists("b")).isFalse();
              assertThat(tables(archive)).isTrue();
              assertThat(tables(orders)).isFalse();
            });
  }

  private static void inRolledBackTransaction(
      AssertableApplicationContext context, String manager, String key) {
    new TransactionTemplate(context.getBean(manager, PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              context.getBean(Coffer.class).store("c", key, new byte[] {1});
              status.setRollbackOnly();
            });
  }

  private static boolean tables(TestDatabase database) throws SQLException {
    try (var connection = database.connect();
        var tables = connection.getMetaData().getTables(null, null, "COFFER_RECORD", null)) {
      return tables.next();
    }
  }

  @Test
  void anUnclearChoiceIsRefused() {
    application()
        .run(
            context ->
                assertThat(analysis(context).getAction())
                    .contains("coffer.data-source")
                    .contains("orders, archive"));
    application()
        .withPropertyValues("coffer.data-source=archive")
        .run(
            context ->
                assertThat(analysis(context).getAction())
                    .contains("coffer.entity-manager-factory")
                    .contains("ordersFactory, archiveFactory"));
    application()
        .withPropertyValues("coffer.data-source=nothing")
        .run(
            context ->
                assertThat(analysis(context).getDescription())
                    .contains("coffer.data-source")
                    .contains("'nothing'"));
  }

  @Test
  void sourceAndFactoryOfDifferentDatabasesAreRefused() {
    application()
        .withPropertyValues(
            "coffer.entity-manager-factory=ordersFactory", "coffer.data-source=archive")
        .run(
            context ->
                assertThat(
                        new CofferFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getAction())
                    .contains("must name beans of the same database"));
  }

  private static FailureAnalysis analysis(AssertableApplicationContext context) {
    return new BeanChoiceFailureAnalyzer().analyze(context.getStartupFailure());
  }
}
