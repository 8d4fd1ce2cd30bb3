package dev.coffer.spring;

import javax.sql.DataSource;

/** Migrations of the application that call Coffer's when it is time for them. */
public interface HostMigrations {

  /** Whether they will call Coffer's migration for the database behind this source. */
  boolean migrate(DataSource dataSource);
}
