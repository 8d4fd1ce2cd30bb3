package dev.coffer.schema.migration;

import dev.coffer.api.SchemaException;
import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates with the plain SQL in Coffer's jar, without a library. On PostgreSQL, each changeset and
 * its row in the changelog table are one transaction. MariaDB and H2 commit each change of the
 * schema implicitly.
 */
public final class ScriptMigration implements SchemaMigration {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptMigration.class);

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public void migrate(Connection connection, Dialect dialect, Duration lockWait)
      throws SQLException {
    ChangelogLock lock = new ChangelogLock(connection, dialect);
    lock.acquire(lockWait);
    try {
      runMissing(connection, dialect);
    } catch (SQLException | RuntimeException failure) {
      Cleanup.after(failure, lock::release);
      throw failure;
    }
    lock.release();
  }

  private static void runMissing(Connection connection, Dialect dialect) throws SQLException {
    Set<Changeset.Name> recorded = ChangelogTables.recorded(connection);
    for (Changeset changeset : ChangelogScript.of(dialect.product()).changesets()) {
      if (!recorded.contains(changeset.name())) {
        run(connection, changeset);
      }
    }
  }

  private static void run(Connection connection, Changeset changeset) throws SQLException {
    LOG.debug("Running changeset {}", changeset.name());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : changeset.statements()) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      Cleanup.after(e, connection::rollback);
      Cleanup.after(e, () -> connection.setAutoCommit(true));
      throw new SchemaException(
          "Coffer's schema was migrated only up to changeset "
              + changeset.name()
              + ", which failed: "
              + e.getMessage()
              + ". Fix the cause and migrate again; completed changesets are kept.",
          e);
    }
    connection.setAutoCommit(true);
  }
}
