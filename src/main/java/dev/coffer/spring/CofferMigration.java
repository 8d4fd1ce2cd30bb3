package dev.coffer.spring;

import dev.coffer.schema.Schema;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Brings Coffer's tables to the application's database when the bean is created: before the
 * EntityManagerFactory and before the application's own migrations, which may then refer to them.
 * Thread-safe.
 *
 * <p>It is deliberately neither a {@code SpringLiquibase} nor anything else of which Spring Boot
 * thinks that one is enough: the application's own stay as they are.
 */
public final class CofferMigration implements InitializingBean {

  private final DataSource dataSource;
  private final ObjectProvider<HostMigrations> hosts;
  private boolean done;

  CofferMigration(DataSource dataSource, ObjectProvider<HostMigrations> hosts) {
    this.dataSource = dataSource;
    this.hosts = hosts;
  }

  @Override
  public void afterPropertiesSet() {
    if (hosts.stream().noneMatch(host -> host.migrate(dataSource))) {
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
      Schema.migrate(through);
      done = true;
    }
  }
}
