package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferMigration;
import javax.sql.DataSource;
import org.springframework.beans.ConfigurablePropertyAccessor;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Migrates Coffer's tables before the Liquibase changelog of an application that also has Flyway.
 * Spring Boot runs Liquibase before Flyway. The schema is then not empty for Flyway, but that is
 * already the case because of Liquibase.
 *
 * <p>A Liquibase with its own schema leaves Flyway's schema empty; in this case Coffer does nothing
 * here.
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
      // Reads fields, because there is no getter for shouldRun, and only one package may use the
      // type.
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
