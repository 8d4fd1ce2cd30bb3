package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferMigration;
import javax.sql.DataSource;
import org.springframework.beans.ConfigurablePropertyAccessor;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Brings Coffer's tables before the changelog of an application that has Flyway, too: Spring Boot
 * calls Liquibase first. The schema is not empty for Flyway then, but that Liquibase sees to
 * anyhow.
 *
 * <p>A Liquibase that works in a schema of its own leaves Flyway's empty, and so does this.
 */
final class BeforeLiquibase implements BeanPostProcessor {

  private final Class<?> liquibase;
  private final ObjectProvider<CofferMigration> migration;

  BeforeLiquibase(Class<?> liquibase, ObjectProvider<CofferMigration> migration) {
    this.liquibase = liquibase;
    this.migration = migration;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (liquibase.isInstance(bean)) {
      // By fields: nothing tells whether it is to run, and its type is only one package's to know.
      ConfigurablePropertyAccessor fields = PropertyAccessorFactory.forDirectFieldAccess(bean);
      if (Boolean.TRUE.equals(fields.getPropertyValue("shouldRun"))
          && fields.getPropertyValue("defaultSchema") == null
          && fields.getPropertyValue("dataSource") instanceof DataSource source) {
        migrate(source);
      }
    }
    return bean;
  }

  private void migrate(DataSource liquibases) {
    CofferMigration ours = migration.getObject();
    if (SameDatabase.test(liquibases, ours.dataSource())) {
      ours.migrate(liquibases);
    }
  }
}
