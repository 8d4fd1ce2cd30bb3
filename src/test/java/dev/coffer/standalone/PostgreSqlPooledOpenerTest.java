package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgreSqlPooledOpenerTest extends PooledOpenerContract {

  @Override
  TestDatabase create() {
    return TestDatabase.postgresql();
  }

  @Override
  void assertTimeouts(HikariDataSource pool, Connection connection) throws SQLException {
    assertThat(pool.getKeepaliveTime()).isPositive();
    assertThat(connection.getNetworkTimeout()).isEqualTo(Pool.SOCKET_TIMEOUT_MILLIS);
  }

  /** The server of the tests requires no password of known accounts, so this account is unknown. */
  @Override
  DatabaseSettings withWrongPassword() {
    return super.withWrongPassword().withUser("coffer_nobody");
  }

  @Test
  void aMissingDatabaseIsReported() {
    DatabaseSettings settings =
        DatabaseSettings.of(database.jdbcUrl().replaceFirst("/coffer_", "/coffer_absent_"))
            .withUser(database.user())
            .withPassword(database.password());
    assertThatThrownBy(() -> new PooledOpener().open(settings))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("coffer_absent_")
        .hasMessageContaining("does not exist on its server");
  }
}
