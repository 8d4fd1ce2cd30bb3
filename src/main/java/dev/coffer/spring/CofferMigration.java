package dev.coffer.spring;

import dev.coffer.schema.Schema;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Brings Coffer's tables to the application's database when the bean is created: before the
 * EntityManagerFactory and before the application's own migrations, which may then refer to them. A
 * database that Coffer does not support is left alone. Thread-safe.
 *
 * <p>It is deliberately neither a {@code SpringLiquibase} nor anything else of which Spring Boot
 * thinks that one is enough: the application's own stay as they are.
 */
public final class CofferMigration implements InitializingBean {

  private final DataSource dataSource;
  private final CofferAvailability availability;
  private final boolean later;
  private boolean done;

  /**
   * A migration of this database.
   *
   * @param later whether a {@link LaterMigration} tells when to migrate
   */
  CofferMigration(DataSource dataSource, CofferAvailability availability, boolean later) {
    this.dataSource = dataSource;
    this.availability = availability;
    this.later = later;
  }

  /** A migration of the DataSource that the settings choose. */
  static CofferMigration of(
      ListableBeanFactory beans, CofferProperties properties, CofferAvailability availability) {
    DataSource dataSource =
        HostBeans.one(beans, DataSource.class, "coffer.data-source", properties.dataSource());
    // By name alone: to create one would create what waits for this migration.
    boolean later = beans.getBeanNamesForType(LaterMigration.class, true, false).length > 0;
    return new CofferMigration(dataSource, availability, later);
  }

  @Override
  public void afterPropertiesSet() {
    if (!later) {
      migrate(dataSource);
    }
  }

  /** The source of the database that is migrated. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Migrates through this source, unless it was done already. */
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
