package dev.coffer.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A way to bring the schema to a database, found by {@link java.util.ServiceLoader}. All ways
 * record the same rows in {@code coffer_databasechangelog}, under the same lock, so that each
 * continues what another began. Stateless and thread-safe.
 */
public interface SchemaMigration {

  /** Whether the library behind it is on the class path. It must not fail where it is not. */
  boolean isAvailable();

  /**
   * Runs the changesets that are not recorded yet. The changelog's own two tables exist. The
   * connection is in autocommit mode, and is left in any mode.
   *
   * @param lockWait how long to wait, at least, for another migration to end
   * @throws dev.coffer.api.SchemaException if it cannot be done; the message says what to do
   */
  void migrate(Connection connection, Database database, Duration lockWait) throws SQLException;
}
