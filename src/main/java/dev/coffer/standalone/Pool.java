package dev.coffer.standalone;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.coffer.OpenSettings;
import dev.coffer.api.DatabaseUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The pool of a database that Coffer opened itself. Thread-safe.
 *
 * <p>Connections are handed out in auto-commit: a read is then one round trip and leaves no
 * transaction open, and a transaction of ours turns it off for as long as it lasts.
 */
final class Pool implements AutoCloseable {

  /**
   * How long a statement may go without a byte from the server. Long enough for a count of a large
   * collection, short enough for a pool to recover from a failover within minutes.
   */
  static final int SOCKET_TIMEOUT_MILLIS = (int) TimeUnit.MINUTES.toMillis(2);

  private static final long CONNECTION_TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(10);
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
   * @throws DatabaseUnavailableException if no connection can be had
   */
  static Pool open(OpenSettings settings) {
    HikariConfig configuration = configuration(settings, Driver.forUrl(settings.url()));
    try {
      return new Pool(new HikariDataSource(configuration));
    } catch (PoolInitializationException e) {
      throw ConnectFailure.of(
          settings, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
    }
  }

  DataSource dataSource() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }

  private static HikariConfig configuration(OpenSettings settings, Driver driver) {
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
    pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
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
   * H2 reports that a lock was not got in time by the error that, to the pool, means a dead
   * connection; it would close it under the transaction that still has to roll back.
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
