package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;

class H2PooledOpenerTest extends PooledOpenerContract {

  @Override
  TestDatabase create() {
    return TestDatabase.h2File();
  }

  @Override
  void assertTimeouts(HikariDataSource pool, Connection connection) {
    // Nothing goes stale in one process.
    assertThat(pool.getMaxLifetime()).isZero();
  }
}
