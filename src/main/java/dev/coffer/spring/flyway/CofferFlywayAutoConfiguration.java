package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferAutoConfiguration;
import dev.coffer.spring.CofferMigration;
import dev.coffer.spring.CofferSchemaAutoConfiguration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Runs Coffer's migration inside Flyway's migration if Flyway migrates the same database. Flyway
 * refuses a schema that is not empty and that it does not know. It checks this before it runs
 * callbacks. If Flyway migrates another database or does not migrate, Coffer migrates after Flyway.
 * If Liquibase works in the same database, Coffer migrates before Liquibase.
 */
@AutoConfiguration(
    after = {CofferAutoConfiguration.class, CofferSchemaAutoConfiguration.class},
    afterName = {
      "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@ConditionalOnClass(Flyway.class)
@ConditionalOnBean({CofferMigration.class, Flyway.class})
public class CofferFlywayAutoConfiguration {

  private static final String LIQUIBASE = "liquibase.integration.spring.SpringLiquibase";

  @Bean
  static Callback cofferFlywayCallback(ObjectProvider<CofferMigration> migration) {
    return BeforeMigrate.callback(migration);
  }

  @Bean
  static MigrationWithoutFlyway cofferMigrationWithoutFlyway(CofferMigration migration) {
    return new MigrationWithoutFlyway(migration);
  }

  /** The configuration with Liquibase, which runs before Flyway. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = LIQUIBASE)
  static class BesideLiquibase {

    @Bean
    static BeanPostProcessor cofferBeforeLiquibase(
        ResourceLoader resources, ObjectProvider<CofferMigration> migration) {
      return new BeforeLiquibase(
          ClassUtils.resolveClassName(LIQUIBASE, resources.getClassLoader()), migration);
    }
  }
}
