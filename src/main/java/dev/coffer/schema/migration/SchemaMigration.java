package dev.coffer.schema.migration;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * An implementation of schema migrations, found by {@link java.util.ServiceLoader}. All
 * implementations write the same rows to {@code coffer_databasechangelog} under the same lock, so
 * that each can continue the work of another. Stateless and thread-safe.
 */
public interface SchemaMigration {

  /**
   * Whether the required library is on the class path. It must not throw if the library is missing.
   */
  boolean isAvailable();

  /**
   * Runs the changesets that are not recorded yet. The changelog's own two tables exist. The
   * connection is in autocommit mode; the implementation may change the mode.
   *
   * @param lockWait the minimum time to wait for the end of another migration
   * @throws dev.coffer.api.SchemaException if the migration fails; the message says what to do
   */
  void migrate(Connection connection, Dialect dialect, Duration lockWait) throws SQLException;
}
