package dev.coffer.standalone;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.opener.DatabaseSettings;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The connection pool of a database that Coffer opened itself. Thread-safe.
 *
 * <p>Connections are in autocommit mode, so a read is one round trip and leaves no open
 * transaction. Coffer's own transactions disable autocommit while they run.
 */
final class Pool implements AutoCloseable {

  /**
   * The maximum time in which a statement receives no byte from the server. It is long enough to
   * count a large collection, and short enough for a pool to recover from a failover within
   * minutes.
   */
  static final int SOCKET_TIMEOUT_MILLIS = (int) TimeUnit.MINUTES.toMillis(2);

  private static final long REPLICA_TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final long VALIDATION_TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(3);
  private static final long MAX_LIFETIME_MILLIS = TimeUnit.MINUTES.toMillis(25);
  private static final long IDLE_TIMEOUT_MILLIS = TimeUnit.MINUTES.toMillis(5);
  private static final long KEEPALIVE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final HikariDataSource connections;

  private Pool(HikariDataSource connections) {
    this.connections = connections;
  }

  /**
   * Opens a pool.
   *
   * @throws DatabaseUnavailableException if no connection can be opened
   */
  static Pool open(DatabaseSettings settings) {
    HikariConfig configuration = configuration(settings, Driver.forUrl(settings.url()));
    try {
      return new Pool(new HikariDataSource(configuration));
    } catch (PoolInitializationException e) {
      throw ConnectFailure.of(
          settings, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
    }
  }

  /**
   * Opens the pool of a replica. It waits for a connection only shortly, because the primary can
   * answer instead, and it opens although the replica is down.
   */
  static Pool ofReplica(DatabaseSettings settings) {
    HikariConfig configuration = configuration(settings, Driver.forUrl(settings.url()));
    configuration.setPoolName("coffer-replica");
    configuration.setConnectionTimeout(REPLICA_TIMEOUT_MILLIS);
    configuration.setValidationTimeout(REPLICA_TIMEOUT_MILLIS);
    configuration.setInitializationFailTimeout(-1);
    return new Pool(new HikariDataSource(configuration));
  }

  DataSource dataSource() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }

  private static HikariConfig configuration(DatabaseSettings settings, Driver driver) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("coffer");
    pool.setJdbcUrl(settings.url());
    pool.setUsername(settings.user());
    pool.setPassword(settings.password());
    driver
        .propertiesFor(settings.url(), SOCKET_TIMEOUT_MILLIS)
        .forEach(pool::addDataSourceProperty);
    pool.setMaximumPoolSize(settings.poolSize());
    pool.setMinimumIdle(1);
    pool.setAutoCommit(true);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setConnectionTimeout(settings.connectionWait().toMillis());
    pool.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
    pool.setInitializationFailTimeout(1);
    if (driver.isEmbedded(settings.url())) {
      pool.setMaxLifetime(0);
    } else {
      pool.setMaxLifetime(MAX_LIFETIME_MILLIS);
      pool.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
      pool.setKeepaliveTime(KEEPALIVE_MILLIS);
    }
    if (driver == Driver.H2) {
      pool.setExceptionOverride(new LockTimeouts());
    }
    return pool;
  }

  /**
   * Keeps connections after a lock timeout of H2. The pool takes its SQL state for a dead
   * connection and would close the connection before the transaction rolls back.
   */
  static final class LockTimeouts implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException error) {
      return "HYT00".equals(error.getSQLState())
          ? SQLExceptionOverride.Override.DO_NOT_EVICT
          : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
  }
}
