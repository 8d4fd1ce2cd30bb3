package dev.coffer.schema.migration;

import dev.coffer.api.SchemaException;
import dev.coffer.dialect.Dialect;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock row that serialises migrations, both Liquibase's and Coffer's own. It is a committed
 * value, not a lock of the database: after the death of its process it remains and must be released
 * by hand. It needs a connection in autocommit mode.
 */
public final class ChangelogLock {

  private static final Logger LOG = LoggerFactory.getLogger(ChangelogLock.class);
  private static final long POLL_MILLIS = 200;

  private final Connection connection;
  private final Dialect dialect;

  public ChangelogLock(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** An attempt that another migration may block. */
  @FunctionalInterface
  private interface Attempt {
    boolean succeeds() throws SQLException;
  }

  /** Acquires the lock and waits for its current holder. */
  void acquire(Duration wait) throws SQLException {
    await(wait, this::take);
  }

  /** Waits until the lock is free. Another process may acquire it immediately afterwards. */
  public void awaitFree(Duration wait) throws SQLException {
    await(wait, () -> holder() == null);
  }

  void release() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update "
              + ChangelogTables.LOCK
              + " set LOCKED = false, LOCKEDBY = null, LOCKGRANTED = null where ID = 1");
    }
  }

  private void await(Duration wait, Attempt attempt) throws SQLException {
    long end = System.nanoTime() + wait.toNanos();
    boolean logged = false;
    while (!attempt.succeeds()) {
      if (System.nanoTime() - end >= 0) {
        throw new SchemaException(refusal(wait));
      }
      if (!logged) {
        LOG.info("Another migration of Coffer's schema is running, {}; waiting.", holder());
        logged = true;
      }
      pause();
    }
  }

  private boolean take() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update "
                + ChangelogTables.LOCK
                + " set LOCKED = true, LOCKEDBY = ?, LOCKGRANTED = ?"
                + " where ID = 1 and LOCKED = false")) {
      update.setString(1, thisProcess());
      update.setTimestamp(2, Timestamp.from(Instant.now()));
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      if (dialect.isRetryable(e)) {
        return false;
      }
      throw e;
    }
  }

  private String refusal(Duration wait) throws SQLException {
    return "Coffer's schema was not migrated: another migration still holds the lock after "
        + wait.toSeconds()
        + " s, "
        + holder()
        + ". If that process is gone, release the lock by: update "
        + ChangelogTables.LOCK
        + " set LOCKED = false, LOCKEDBY = null, LOCKGRANTED = null where ID = 1";
  }

  /** The holder of the lock and the time of its acquisition; null if the lock is free. */
  private @Nullable String holder() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select LOCKEDBY, LOCKGRANTED from "
                    + ChangelogTables.LOCK
                    + " where ID = 1 and LOCKED = true")) {
      return row.next() ? "held by " + row.getString(1) + " since " + row.getString(2) : null;
    }
  }

  private static String thisProcess() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown host";
    }
    String shortened = host.length() > 200 ? host.substring(0, 200) : host;
    return shortened + ", process " + ProcessHandle.current().pid();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaException("The migration of Coffer's schema was interrupted.", e);
    }
  }
}
