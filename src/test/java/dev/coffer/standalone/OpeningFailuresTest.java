package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpeningFailuresTest {

  private final PooledOpener opener = new PooledOpener();

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:oracle:thin:@//host/db", "jdbc:mysql://host/db", "h2:./data"})
  void anUnknownUrlIsRefusedWithTheSupportedOnes(String url) {
    assertThatThrownBy(() -> opener.open(DatabaseSettings.of(url)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining(url)
        .hasMessageContaining("jdbc:mariadb:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "postgresql"})
  void anUnreachableServerIsReported(String product) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "jdbc:" + product + "://127.0.0.1:" + port + "/db";
    assertThatThrownBy(() -> opener.open(settings(url)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining(url)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "postgresql"})
  void aSilentServerTimesOut(String product) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:" + product + "://127.0.0.1:" + silent.getLocalPort() + "/db";
      assertThatThrownBy(() -> opener.open(settings(url)))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining(url);
    }
  }

  @Test
  void aPasswordInTheUrlIsNotRepeated() {
    String url = "jdbc:postgresql://127.0.0.1:1/db?user=u&password=s3cret";
    assertThatThrownBy(() -> opener.open(DatabaseSettings.of(url)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/db")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void anAbsentDatabaseIsNotCreatedIfTheUrlForbidsIt() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";IFEXISTS=TRUE";
    assertThatThrownBy(() -> opener.open(DatabaseSettings.of(url)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void aDatabaseInMemoryOutlivesTheConnectionsOfItsPool() throws SQLException {
    DatabaseSettings settings =
        DatabaseSettings.of("jdbc:h2:mem:" + UUID.randomUUID()).withPoolSize(1);
    OpenedDatabase opened = opener.open(settings);
    try (Pool another = Pool.open(settings);
        Connection connection = another.dataSource().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from coffer_schema")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isOne();
    } finally {
      opened.closer().run();
    }
  }

  @Test
  void aLockTimeoutDoesNotEndTheConnection() throws SQLException {
    DatabaseSettings settings =
        DatabaseSettings.of("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=1").withPoolSize(2);
    try (Pool pool = Pool.open(settings);
        Connection holder = pool.dataSource().getConnection();
        Connection waiter = pool.dataSource().getConnection()) {
      execute(holder, "create table t (id int primary key, n int)");
      execute(holder, "insert into t values (1, 1)");
      holder.setAutoCommit(false);
      execute(holder, "update t set n = 2");
      waiter.setAutoCommit(false);
      assertThatThrownBy(() -> execute(waiter, "update t set n = 3"))
          .isInstanceOf(SQLTimeoutException.class);
      assertThat(waiter.isClosed()).isFalse();
      waiter.rollback();
      holder.rollback();
    }
  }

  private static DatabaseSettings settings(String url) {
    return DatabaseSettings.of(url).withUser("u").withPassword("s3cret");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
