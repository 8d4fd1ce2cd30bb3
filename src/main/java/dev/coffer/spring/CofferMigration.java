package dev.coffer.spring;

import dev.coffer.schema.Schema;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Migrates Coffer's tables in the application's database when the bean is created. This is before
 * the EntityManagerFactory and before the application's own migrations, which may refer to the
 * tables. A database that Coffer does not support is not changed. Thread-safe.
 *
 * <p>It is deliberately not a {@code SpringLiquibase} or another type of which Spring Boot
 * auto-configures only one bean, so that the application's own migrations are not affected.
 */
public final class CofferMigration implements InitializingBean {

  private final DataSource dataSource;
  private final CofferAvailability availability;
  private final boolean later;
  private boolean done;

  /**
   * Creates a migration of this database.
   *
   * @param later whether a {@link LaterMigration} starts the migration
   */
  CofferMigration(DataSource dataSource, CofferAvailability availability, boolean later) {
    this.dataSource = dataSource;
    this.availability = availability;
    this.later = later;
  }

  /** Creates a migration of the DataSource that the settings select. */
  static CofferMigration of(
      ListableBeanFactory beans, CofferProperties properties, CofferAvailability availability) {
    DataSource dataSource =
        HostBeans.one(beans, DataSource.class, "coffer.data-source", properties.dataSource());
    // Searches by name, because creating the bean would create beans that wait for this migration.
    boolean later = beans.getBeanNamesForType(LaterMigration.class, true, false).length > 0;
    return new CofferMigration(dataSource, availability, later);
  }

  @Override
  public void afterPropertiesSet() {
    if (!later) {
      migrate(dataSource);
    }
  }

  /** The DataSource of the migrated database. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Migrates with this DataSource, unless the migration is already done. */
  public synchronized void migrate(DataSource through) {
    if (!done) {
      availability.attempt(
          () -> {
            Schema.migrate(through);
            return through;
          });
      done = true;
    }
  }
}
