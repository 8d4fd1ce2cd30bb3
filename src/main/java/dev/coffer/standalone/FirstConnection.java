package dev.coffer.standalone;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that is opened before the pool. It reports a wrong address or password with the
 * driver's own error, makes commits durable, and migrates the schema without a time limit.
 */
final class FirstConnection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FirstConnection.class);

  private static final int H2_ADMINISTRATORS_ONLY = 90040;
  private static final int ANSWER_TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);

  private final DatabaseSettings settings;
  private final Connection connection;

  private FirstConnection(DatabaseSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
  }

  /**
   * Opens the connection.
   *
   * @throws DatabaseUnavailableException if the connection fails
   */
  static FirstConnection open(DatabaseSettings settings) {
    Driver driver = Driver.forUrl(settings.url());
    Properties properties = new Properties();
    properties.putAll(driver.propertiesFor(settings.url(), ANSWER_TIMEOUT_MILLIS));
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    try {
      Connection connection = DriverManager.getConnection(settings.url(), properties);
      FirstConnection first = new FirstConnection(settings, connection);
      driver.statementForDurability(settings.url()).ifPresent(first::makeDurable);
      return first;
    } catch (SQLException e) {
      throw ConnectFailure.of(settings, e);
    }
  }

  /**
   * Makes commits durable. Without the privilege, the setting is not changed; the diagnosis reports
   * it.
   */
  private void makeDurable(String statement) {
    try (Statement set = connection.createStatement()) {
      set.execute(statement);
    } catch (SQLException e) {
      if (e.getErrorCode() != H2_ADMINISTRATORS_ONLY) {
        DatabaseUnavailableException failure = ConnectFailure.of(settings, e);
        closeAfter(failure);
        throw failure;
      }
      log.debug("Only an administrator may run '{}'.", statement);
    }
  }

  private void closeAfter(RuntimeException failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  void migrate() {
    waitWithoutLimit();
    Schema.migrate(connection);
  }

  /** Migrates and checks the schema. */
  SchemaAccess migrateAndCheck() {
    waitWithoutLimit();
    return Schema.migrateAndCheck(connection);
  }

  /** Checks the schema. */
  SchemaAccess check() {
    return Schema.check(connection);
  }

  private void waitWithoutLimit() {
    try {
      // The server may send nothing for a long time while it alters a large table.
      connection.setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException e) {
      throw ConnectFailure.of(settings, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw ConnectFailure.of(settings, e);
    }
  }
}
