package dev.coffer.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TenantSchemas;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** An application with a schema for each tenant, and without a tenant outside of requests. */
class TenantsTest {

  private TestDatabase database;
  private TenantSchemas tenants;

  @BeforeEach
  void create() throws SQLException {
    database = TestDatabase.h2();
    tenants = new TenantSchemas(database);
    tenants.create("red");
    tenants.create("blue");
  }

  @AfterEach
  void drop() throws SQLException {
    tenants.close();
    database.close();
  }

  private ApplicationContextRunner application() {
    return SpringApplications.over(database)
        .withUserConfiguration(BareApplication.class, OfTenants.class)
        .withBean(TenantSchemas.class, () -> tenants)
        .withPropertyValues(
            "coffer.schema.migrate=false", "spring.data.jpa.repositories.enabled=false");
  }

  @Configuration(proxyBeanMethods = false)
  static class OfTenants {
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
        DataSource source, TenantSchemas tenants) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(source);
      factory.setPackagesToScan("dev.coffer.spring.bare");
      factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      factory.setJpaPropertyMap(tenants.settings());
      return factory;
    }

    /** The example of the documentation. */
    @Bean
    ApplicationRunner cofferOfTenants(EntityManagerFactory factory) {
      return arguments -> Coffer.migrate(factory, List.of("red", "blue"));
    }
  }

  @Test
  void theApplicationStartsWithoutATenantAndMigratesAll() {
    application()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              // The context runner does not call it.
              context.getBean(ApplicationRunner.class).run(null);
              Coffer coffer = context.getBean(Coffer.class);
              for (String tenant : List.of("red", "blue")) {
                tenants.become(tenant);
                coffer.store("c", "k", tenant.getBytes(UTF_8));
              }
              tenants.become("red");
              assertThat(coffer.retrieve("c", "k", byte[].class)).hasValue("red".getBytes(UTF_8));
            });
  }

  @Test
  void healthIsUnknownWithoutATenant() {
    application()
        .run(
            context -> {
              Object indicator = context.getBean("cofferHealthIndicator");
              assertThat(status(indicator)).isEqualTo("UNKNOWN");
              context.getBean(ApplicationRunner.class).run(null);
              tenants.become("red");
              assertThat(status(indicator)).isEqualTo("UP");
            });
  }

  // The types of health have other packages in Spring Boot 4, and this class supports both
  // versions.
  private static String status(Object indicator) throws ReflectiveOperationException {
    return String.valueOf(call(call(call(indicator, "health"), "getStatus"), "getCode"));
  }

  private static Object call(Object on, String name) throws ReflectiveOperationException {
    Method method = on.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(on);
  }
}
