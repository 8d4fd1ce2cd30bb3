package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

class MariaDbPooledOpenerTest extends PooledOpenerContract {

  @Override
  TestDatabase create() {
    return TestDatabase.mariadb();
  }

  @Override
  void assertTimeouts(HikariDataSource pool, Connection connection) throws SQLException {
    assertThat(pool.getKeepaliveTime()).isPositive();
    assertThat(connection.getNetworkTimeout()).isEqualTo(Pool.SOCKET_TIMEOUT_MILLIS);
  }
}
